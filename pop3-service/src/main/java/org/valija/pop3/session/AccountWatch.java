package org.valija.pop3.session;

import java.util.Set;
import org.valija.mailbox.api.client.EventFeed;
import org.valija.mailbox.api.event.EventData;
import org.valija.mailbox.api.event.EventType;
import org.valija.mailbox.api.event.MailEvent;
import org.valija.pop3.state.OpenMaildrops;

/**
 * Hears of accounts that were disabled or deleted, or got another password, and has their sessions find out whether they
 * may go on. What it misses, sessions find out with the next renewal of their lease.
 */
record AccountWatch(OpenMaildrops open) implements EventFeed.Listener {

    @Override
    public Set<EventType> types() {
        return Set.of(EventType.ACCOUNT_CHANGED);
    }

    @Override
    public void accept(MailEvent event) {
        if (event.data() instanceof EventData.AccountChanged changed) {
            open.check(changed.account());
        }
    }

    @Override
    public void gap() {
        // The next renewals find out
    }
}
