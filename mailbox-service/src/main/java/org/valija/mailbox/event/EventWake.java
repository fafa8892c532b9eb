package org.valija.mailbox.event;

import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.valija.mailbox.wake.Wake;

/** Tells all replicas that there are new events. */
@Component
final class EventWake extends Wake {

    EventWake(JdbcClient jdbc, JdbcConnectionDetails database) {
        super(jdbc, database, "event");
    }
}
