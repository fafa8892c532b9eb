package org.valija.mailbox.api.delivery;

import java.util.List;
import org.springframework.core.io.InputStreamResource;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;
import org.valija.mailbox.api.stream.CborSequence;

/** Puts messages into the INBOXes of their recipients. For protocol services, and administrators. */
@HttpExchange("/v1/deliveries")
public interface DeliveriesApi {

    /**
     * Delivers one message to many recipients, each answered alone. When this returns, what the report calls delivered
     * has been committed by PostgreSQL; if it throws, or the connection breaks before the end of the content, nothing
     * has been stored.
     *
     * @param message one {@link Envelope}, then one byte string: the content, stored byte for byte
     * @throws org.valija.mailbox.api.MailboxException.TooLarge if the content is over the limit of the settings
     */
    @PostExchange(contentType = CborSequence.MEDIA_TYPE)
    DeliveryReport deliver(@RequestBody CborSequence message);

    /**
     * The same for people: the content as it is, the envelope in the query.
     *
     * @param from reverse-path; empty for the null one
     * @param to recipients, at least one
     */
    @PostExchange(contentType = "message/rfc822")
    DeliveryReport deliver(
            @RequestParam String from, @RequestParam List<String> to, @RequestBody InputStreamResource content);
}
