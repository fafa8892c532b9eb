/**
 * The grammar of commands, RFC 5321, 4.1.2: one type for each rule, and {@link org.valija.smtp.parse.Arguments} to read
 * them from. Only reads: knows no sockets, no Spring, and asks nobody.
 */
@NullMarked
package org.valija.smtp.parse;

import org.jspecify.annotations.NullMarked;
