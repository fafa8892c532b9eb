/** The suite as a whole: its start, its stop, and what it keeps. */
@NullMarked
package org.valija.suite;

import org.jspecify.annotations.NullMarked;
