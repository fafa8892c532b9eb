/**
 * The commands of RFC 5321, 4.1.1, and of its extensions, one record each, and {@link org.valija.smtp.command.Commands},
 * the table of them. Uses parse, reply, state and data; knows no sockets and no Spring.
 */
@NullMarked
package org.valija.smtp.command;

import org.jspecify.annotations.NullMarked;
