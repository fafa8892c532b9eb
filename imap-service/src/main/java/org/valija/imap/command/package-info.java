/** The commands of RFC 9051, 6, one record each. Uses parse, respond and state; knows no sockets and no Spring. */
@NullMarked
package org.valija.imap.command;

import org.jspecify.annotations.NullMarked;
