/** The exclusive use of an account's INBOX, as it was when it was opened; what POP3 calls the maildrop: RFC 1939, 4. */
@NullMarked
package org.valija.mailbox.maildrop;

import org.jspecify.annotations.NullMarked;
