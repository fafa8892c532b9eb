/** The outbound queue on the real service: leases, what becomes of them, and what administrators do about it. */
@NullMarked
package org.valija.mailbox.relay;

import org.jspecify.annotations.NullMarked;
