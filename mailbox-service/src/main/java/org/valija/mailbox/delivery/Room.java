package org.valija.mailbox.delivery;

import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.event.EventData;

/** How much an account holds, what is planned for it, and what it may hold. */
final class Room {

    private final AccountId account;
    private final MailboxId inbox;
    private final String address;
    private final Amount quota;
    private final Amount before;
    private Amount used;

    /**
     * A number of messages and their octets.
     *
     * @param bytes as a quota 0 for no limit
     * @param messages as a quota 0 for no limit
     */
    record Amount(long bytes, long messages) {

        private Amount plus(long octets, int count) {
            return new Amount(bytes + octets, messages + count);
        }

        private boolean isWithin(Amount quota) {
            return (quota.bytes == 0 || bytes <= quota.bytes) && (quota.messages == 0 || messages <= quota.messages);
        }
    }

    Room(AccountId account, MailboxId inbox, String address, Amount quota, Amount used) {
        this.account = account;
        this.inbox = inbox;
        this.address = address;
        this.quota = quota;
        this.before = used;
        this.used = used;
    }

    AccountId account() {
        return account;
    }

    MailboxId inbox() {
        return inbox;
    }

    /** Whether there is room for one more message. */
    boolean fits(long octets) {
        return used.plus(octets, 1).isWithin(quota);
    }

    /** Plans a message. */
    void use(long octets) {
        used = used.plus(octets, 1);
    }

    /** Takes back what was planned. */
    void giveBack(long octets) {
        used = used.plus(-octets, -1);
    }

    /** That a message did not fit. */
    EventData exceeded() {
        return new EventData.QuotaExceeded(account, address, quota.bytes, used.bytes);
    }
}
