package org.valija.smtp.outbound.flow;

import org.valija.mailbox.api.outbound.LeasedRecipient.Order;
import org.valija.smtp.outbound.route.Route;
import org.valija.smtp.outbound.route.Routes;

/** Finds out where a message goes, if it goes anywhere. */
record Routing(Routes routes) {

    Stage.Routed route(Stage.Leased leased) {
        var lease = leased.lease();
        if (lease.recipients().stream().noneMatch(it -> it.order() == Order.SEND)) {
            return new Stage.Routed(lease, new Route.Nobody());
        }
        var requireTls = lease.options().requireTls();
        return new Stage.Routed(lease, routes.to(lease.destination(), lease.smartHost(), requireTls));
    }
}
