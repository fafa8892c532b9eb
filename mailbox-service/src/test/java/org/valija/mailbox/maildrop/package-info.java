/** Leases of maildrops as pop3-service uses them. */
@NullMarked
package org.valija.mailbox.maildrop;

import org.jspecify.annotations.NullMarked;
