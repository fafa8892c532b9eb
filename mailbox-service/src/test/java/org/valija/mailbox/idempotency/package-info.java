/** Idempotency-Key through the running service, on two replicas. */
@NullMarked
package org.valija.mailbox.idempotency;

import org.jspecify.annotations.NullMarked;
