package org.valija.mailbox.relay;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;
import org.valija.mailbox.account.Address;
import org.valija.mailbox.account.DomainName;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.Page;
import org.valija.mailbox.api.outbound.OutboundMessage;
import org.valija.mailbox.api.outbound.OutboundMessagesApi;
import org.valija.mailbox.api.outbound.OutboundOrder;
import org.valija.mailbox.api.outbound.OutboundState;
import org.valija.mailbox.relay.OutboundMessages.Filter;
import org.valija.mailbox.security.Callers;
import org.valija.mailbox.web.Cursor;

/** {@code /v1/outbound-messages}. */
@RestController
final class OutboundMessagesController implements OutboundMessagesApi {

    private final OutboundMessages messages;
    private final OutboundOrders orders;

    OutboundMessagesController(OutboundMessages messages, OutboundOrders orders) {
        this.messages = messages;
        this.orders = orders;
    }

    @Override
    public Page<OutboundMessage> list(
            @Nullable String domain,
            @Nullable String recipient,
            @Nullable String sender,
            @Nullable String destination,
            @Nullable OutboundState state,
            @Nullable Instant queuedBefore,
            @Nullable String cursor,
            @Nullable Integer limit) {
        int most = Cursor.limit(limit);
        var filter = new Filter(
                domain == null ? null : DomainName.parse("domain", domain).value(),
                recipient == null ? null : Address.parse("recipient", recipient).key(),
                sender,
                destination == null
                        ? null
                        : DomainName.parse("destination", destination).value(),
                state,
                queuedBefore);
        var found = messages.after(Cursor.number(Cursor.key(cursor)), filter, most + 1);
        return Cursor.page(found, most, message -> Long.toString(message.id()));
    }

    @Override
    public OutboundMessage get(long message) {
        return messages.get(message, Callers.administratedDomain().orElse(null));
    }

    @Override
    public OutboundMessage order(long message, OutboundOrder order) {
        var domain = Callers.administratedDomain().orElse(null);
        var before = messages.get(message, domain);
        if (orders.run(order, new OutboundOrders.Target(message, null, domain)) == 0) {
            boolean leased = before.recipients().stream().anyMatch(it -> it.state() == OutboundState.LEASED);
            throw new MailboxException.InUse(
                    leased ? "a gateway has it at this moment" : "no recipient is in a state for that");
        }
        return messages.get(message, domain);
    }
}
