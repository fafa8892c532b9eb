package org.valija.mailbox.relay;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.valija.mailbox.account.DomainName;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.Page;
import org.valija.mailbox.api.outbound.OutboundDestination;
import org.valija.mailbox.api.outbound.OutboundDestinationsApi;
import org.valija.mailbox.api.outbound.OutboundOrder;
import org.valija.mailbox.api.outbound.OutboundOrderReport;
import org.valija.mailbox.api.outbound.OutboundPause;
import org.valija.mailbox.web.Cursor;

/** {@code /v1/outbound-destinations}. */
@RestController
final class OutboundDestinationsController implements OutboundDestinationsApi {

    private static final int LONGEST_REASON = 200;

    private final OutboundDestinations destinations;
    private final OutboundOrders orders;

    OutboundDestinationsController(OutboundDestinations destinations, OutboundOrders orders) {
        this.destinations = destinations;
        this.orders = orders;
    }

    @Override
    public Page<OutboundDestination> list(@Nullable String cursor, @Nullable Integer limit) {
        int most = Cursor.limit(limit);
        return Cursor.page(destinations.after(Cursor.key(cursor), most + 1), most, OutboundDestination::name);
    }

    @Override
    public OutboundDestination get(String destination) {
        return destinations.get(DomainName.parse("destination", destination));
    }

    @Override
    public OutboundDestination pause(String destination, OutboundPause pause) {
        var name = DomainName.parse("destination", destination);
        if (pause.reason().isBlank()
                || pause.reason().length() > LONGEST_REASON
                || pause.reason().indexOf('\0') >= 0) {
            throw new MailboxException.Invalid("reason", "1 to " + LONGEST_REASON + " characters");
        }
        destinations.pause(name, pause.reason());
        return destinations.get(name);
    }

    @Override
    @ResponseStatus(HttpStatus.NO_CONTENT)
    public void resume(String destination) {
        destinations.resume(DomainName.parse("destination", destination));
    }

    @Override
    public OutboundOrderReport order(String destination, OutboundOrder order) {
        var name = DomainName.parse("destination", destination);
        return new OutboundOrderReport(orders.run(order, new OutboundOrders.Target(null, name.value(), null)));
    }
}
