package org.valija.smtp.outbound.route;

import java.util.List;
import org.valija.smtp.outbound.dialogue.LocalFailure;
import org.valija.smtp.outbound.dialogue.Server;

/** Where mail for a destination goes. */
public sealed interface Route {

    /**
     * To one of these.
     *
     * @param servers in the order in which they are tried; at least one
     */
    record Servers(List<Server> servers) implements Route {
        public Servers {
            servers = List.copyOf(servers);
        }
    }

    /** To nobody, as nothing is to be sent. */
    record Nobody() implements Route {}

    /** Nowhere: now, or ever. */
    record Nowhere(LocalFailure failure) implements Route {}
}
