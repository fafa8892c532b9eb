/** The commands of POP3, one record each. Uses parse, reply and state; knows no sockets and no Spring. */
@NullMarked
package org.valija.pop3.command;

import org.jspecify.annotations.NullMarked;
