/** The exclusive use of an INBOX, as it was when it was opened. */
@NullMarked
package org.valija.mailbox.api.maildrop;

import org.jspecify.annotations.NullMarked;
