package org.valija.mailbox.api.event;

import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** Makes events of what protocol services refuse, which nobody would hear of otherwise. For protocol services. */
@HttpExchange("/v1/events/rejections")
public interface RejectionsApi {

    /**
     * Writes an event for each refusal. What senders chose may be of any length and hold anything: it is cut, and made
     * fit to be stored, rather than refused.
     */
    @PostExchange
    void report(@RequestBody Rejections rejections);
}
