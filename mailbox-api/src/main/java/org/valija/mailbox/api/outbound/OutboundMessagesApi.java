package org.valija.mailbox.api.outbound;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.valija.mailbox.api.Page;

/** The queue of messages for other servers. For administrators. */
@HttpExchange("/v1/outbound-messages")
public interface OutboundMessagesApi {

    /**
     * Messages in the order in which they were queued.
     *
     * @param domain only what addresses in this domain of ours forward; all if null
     * @param recipient only what is for this address elsewhere; all if null
     * @param cursor {@link Page#next} of the page before; null for the first page
     * @param limit 1 to 1,000; 100 if null
     */
    @GetExchange
    Page<OutboundMessage> list(
            @RequestParam(required = false) @Nullable String domain,
            @RequestParam(required = false) @Nullable String recipient,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit);

    /**
     * One message with all of its recipients.
     *
     * @throws org.valija.mailbox.api.MailboxException.NotFound if there is no such message
     */
    @GetExchange("/{message}")
    OutboundMessage get(@PathVariable long message);
}
