package org.valija.mailbox.delivery;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.valija.mailbox.api.delivery.DeliveryReport;
import org.valija.mailbox.api.delivery.Envelope;
import org.valija.mailbox.content.Ingested;

/**
 * A message that waits to be committed.
 *
 * @param receivedAt becomes its internal date
 * @param report completed after the commit, or when it failed
 */
record Delivery(Envelope envelope, Ingested content, Instant receivedAt, CompletableFuture<DeliveryReport> report) {

    Delivery(Envelope envelope, Ingested content, Instant receivedAt) {
        this(envelope, content, receivedAt, new CompletableFuture<>());
    }
}
