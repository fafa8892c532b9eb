/** The IMAP service as a whole, live, with the real mailbox service behind it. */
@NullMarked
package org.valija.imap;

import org.jspecify.annotations.NullMarked;
