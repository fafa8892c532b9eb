package org.valija.smtp.outbound.flow;

import org.valija.smtp.outbound.route.Routes;

/** Finds out where a message goes. */
record Routing(Routes routes) {

    Stage.Routed route(Stage.Leased leased) {
        var lease = leased.lease();
        var requireTls = lease.options().requireTls();
        return new Stage.Routed(lease, routes.to(lease.destination(), lease.smartHost(), requireTls));
    }
}
