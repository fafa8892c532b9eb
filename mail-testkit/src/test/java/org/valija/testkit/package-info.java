/** The testkit tested itself, since every other test believes it. */
@NullMarked
package org.valija.testkit;

import org.jspecify.annotations.NullMarked;
