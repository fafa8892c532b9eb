/**
 * Idempotency-Key: a POST that bears one is done once, however often it comes, and is answered the same for a day, through
 * whichever replica. Knows requests and answers as octets, and nothing of what they mean.
 */
@NullMarked
package org.valija.mailbox.idempotency;

import org.jspecify.annotations.NullMarked;
