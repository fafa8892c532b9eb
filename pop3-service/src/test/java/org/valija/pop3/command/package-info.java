/** The grammar of the commands, in tables. */
@NullMarked
package org.valija.pop3.command;

import org.jspecify.annotations.NullMarked;
