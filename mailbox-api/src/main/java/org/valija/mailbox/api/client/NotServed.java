package org.valija.mailbox.api.client;

import java.io.Serial;
import org.springframework.web.client.RestClientException;

/**
 * Nobody looked at the request: a replica that is about to stop, or a proxy that has no replica to hand it to, answered
 * in place of mailbox-service (503, without a problem).
 */
final class NotServed extends RestClientException {

    @Serial
    private static final long serialVersionUID = 1;

    NotServed() {
        super("mailbox-service answered 503");
    }
}
