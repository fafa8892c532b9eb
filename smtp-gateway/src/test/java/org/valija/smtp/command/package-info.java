/** Commands: how they are read. */
@NullMarked
package org.valija.smtp.command;

import org.jspecify.annotations.NullMarked;
