package org.valija.mailbox.delivery;

import java.util.Optional;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.event.EventData;
import org.valija.mailbox.mailbox.QuotaUse;

/** How much an account holds, what is planned for it, and what it may hold. */
final class Room {

    private final AccountId account;
    private final Target inbox;
    private final String address;
    private final QuotaUse before;
    private QuotaUse planned;

    Room(AccountId account, Target inbox, String address, QuotaUse use) {
        this.account = account;
        this.inbox = inbox;
        this.address = address;
        this.before = use;
        this.planned = use;
    }

    AccountId account() {
        return account;
    }

    Target inbox() {
        return inbox;
    }

    /** Whether there is room for one more message. */
    boolean fits(long octets) {
        return planned.plus(octets, 1).isWithin();
    }

    /** Plans a message. */
    void use(long octets) {
        planned = planned.plus(octets, 1);
    }

    /** Takes back what was planned. */
    void giveBack(long octets) {
        planned = planned.plus(-octets, -1);
    }

    /** That a message did not fit. */
    EventData exceeded() {
        return new EventData.QuotaExceeded(account, address, planned.quotaBytes(), planned.usedBytes());
    }

    /** That what is planned makes the account nearly full, or full. */
    Optional<EventData> crossed() {
        return planned.crossedSince(before, account, address);
    }
}
