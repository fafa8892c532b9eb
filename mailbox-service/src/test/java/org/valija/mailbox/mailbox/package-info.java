/** Mailboxes as a client of the running service sees them. */
@NullMarked
package org.valija.mailbox.mailbox;

import org.jspecify.annotations.NullMarked;
