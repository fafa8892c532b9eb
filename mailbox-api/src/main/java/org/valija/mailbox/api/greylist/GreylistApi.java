package org.valija.mailbox.api.greylist;

import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/**
 * Tells unknown senders to come again, which servers do and most senders of spam don't. For protocol services.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6647.html#section-2">RFC 6647, 2</a>
 */
@HttpExchange("/v1/greylist")
public interface GreylistApi {

    /**
     * Remembers an attempt, and says whether it is to be taken. All replicas share what is remembered.
     *
     * @param attempt who wants to send what to whom
     */
    @PostExchange
    GreylistAnswer attempt(@RequestBody GreylistAttempt attempt);
}
