package org.valija.mailbox.api.delivery;

import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;
import org.valija.mailbox.api.stream.CborSequence;

/** Puts many messages into the INBOXes of their recipients with one call. For protocol services, and administrators. */
@HttpExchange("/v1/delivery-batches")
public interface DeliveryBatchesApi {

    /**
     * Delivers many messages in their order, each answered alone, as {@link DeliveriesApi#deliver} would answer. If the
     * connection breaks before the end of the batch, nothing has been stored.
     *
     * @param messages for each message one {@link Envelope}, then one byte string: the content, stored byte for byte; 1 to
     *     128 messages, with 8 MiB of content in all
     */
    @PostExchange(contentType = CborSequence.MEDIA_TYPE)
    DeliveryBatchReport deliver(@RequestBody CborSequence messages);
}
