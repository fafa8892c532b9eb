/**
 * The grammar of RFC 9051, 9 (and of RFC 3501 where clients still speak that): one method or type per rule. Reads what a
 * client wrote, asks no mailbox, and writes nothing to the client.
 */
@NullMarked
package org.valija.imap.parse;

import org.jspecify.annotations.NullMarked;
