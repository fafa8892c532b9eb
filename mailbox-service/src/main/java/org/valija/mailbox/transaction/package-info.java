/**
 * Transactions of the database: how they are begun, and begun again after a deadlock. Whoever takes several locks in one
 * transaction takes them in this order, so that deadlocks stay rare: rows of {@code account} in the order of their ids,
 * then rows of {@code mailbox} in the order of theirs, then whatever belongs to those. A mailbox may be locked along with its
 * account, before the next account is: nobody waits for an account while all they hold is a mailbox.
 */
@NullMarked
package org.valija.mailbox.transaction;

import org.jspecify.annotations.NullMarked;
