package org.valija.mailbox.api.outbound;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;
import org.valija.mailbox.api.Page;

/**
 * The queue of messages for other servers. For administrators; who administers one domain sees and changes only what is sent
 * for it.
 */
@HttpExchange("/v1/outbound-messages")
public interface OutboundMessagesApi {

    /**
     * Messages in the order in which they were queued, with those of their recipients that all of this holds for.
     *
     * @param domain only what is sent for this domain of ours; all if null
     * @param recipient only what is for this address elsewhere; all if null
     * @param sender only what is from this reverse-path, empty for the null one; all if null
     * @param destination only what is for this domain elsewhere; all if null
     * @param state only what is in this state; all if null
     * @param queuedBefore only what was queued before this moment; all if null
     * @param cursor {@link Page#next} of the page before; null for the first page
     * @param limit 1 to 1,000; 100 if null
     */
    @GetExchange
    Page<OutboundMessage> list(
            @RequestParam(required = false) @Nullable String domain,
            @RequestParam(required = false) @Nullable String recipient,
            @RequestParam(required = false) @Nullable String sender,
            @RequestParam(required = false) @Nullable String destination,
            @RequestParam(required = false) @Nullable OutboundState state,
            @RequestParam(required = false) @Nullable Instant queuedBefore,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit);

    /**
     * One message with all of its recipients and attempts.
     *
     * @throws org.valija.mailbox.api.MailboxException.NotFound if there is no such message
     */
    @GetExchange("/{message}")
    OutboundMessage get(@PathVariable long message);

    /**
     * Does something with a message.
     *
     * @throws org.valija.mailbox.api.MailboxException.NotFound if there is no such message
     * @throws org.valija.mailbox.api.MailboxException.InUse if none of its recipients is in a state for that, as a gateway has
     *     them, or all has been done
     */
    @PostExchange("/{message}/orders")
    OutboundMessage order(@PathVariable long message, @RequestBody OutboundOrder order);
}
