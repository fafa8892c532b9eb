package org.valija.mailbox.delivery;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.valija.mailbox.api.delivery.DeliveryReport;
import org.valija.mailbox.api.delivery.Envelope;
import org.valija.mailbox.content.Ingested;
import org.valija.mailbox.idempotency.PendingAnswer;

/**
 * A message that waits to be committed.
 *
 * @param receivedAt becomes its internal date
 * @param report completed after the commit, or when it failed
 * @param answer to the request, to be committed with the report
 */
record Delivery(
        Envelope envelope,
        Ingested content,
        Instant receivedAt,
        CompletableFuture<DeliveryReport> report,
        PendingAnswer answer) {

    Delivery(Envelope envelope, Ingested content, Instant receivedAt) {
        this(envelope, content, receivedAt, new CompletableFuture<>(), PendingAnswer.current());
    }
}
