/** Who tried to deliver before, and who has to come again: RFC 6647. */
@NullMarked
package org.valija.mailbox.greylist;

import org.jspecify.annotations.NullMarked;
