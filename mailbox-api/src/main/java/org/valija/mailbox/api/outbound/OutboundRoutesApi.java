package org.valija.mailbox.api.outbound;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;
import org.springframework.web.service.annotation.PutExchange;
import org.valija.mailbox.api.Page;

/** Smart hosts: servers that take mail for others. For administrators of everything. */
@HttpExchange("/v1/outbound-routes")
public interface OutboundRoutesApi {

    /**
     * Makes a route, which holds at once, for what waits already as well.
     *
     * @throws org.valija.mailbox.api.MailboxException.AlreadyExists if there is an automatic one for the same domains
     */
    @PostExchange
    OutboundRoute create(@RequestBody NewOutboundRoute route);

    /**
     * Routes in the order in which they were made.
     *
     * @param cursor {@link Page#next} of the page before; null for the first page
     * @param limit 1 to 1,000; 100 if null
     */
    @GetExchange
    Page<OutboundRoute> list(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit);

    /**
     * Changes a route as a whole, at once for what waits already as well.
     *
     * @param route without a password, that of before is kept: for the same user at the same host and port only
     * @throws org.valija.mailbox.api.MailboxException.NotFound if there is no such route
     * @throws org.valija.mailbox.api.MailboxException.AlreadyExists if there is another automatic one for the same domains
     */
    @PutExchange("/{id}")
    OutboundRoute replace(@PathVariable long id, @RequestBody NewOutboundRoute route);

    /** Removes a route; what was to be sent by it goes where it goes by itself. */
    @DeleteExchange("/{id}")
    void delete(@PathVariable long id);
}
