package org.valija.pop3.state;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.valija.mailbox.api.AccountId;

/** The maildrops that this process has open, each by one session. For any thread. */
public final class OpenMaildrops {

    private final ConcurrentMap<AccountId, MaildropLease> leases = new ConcurrentHashMap<>();

    void add(AccountId account, MaildropLease lease) {
        leases.put(account, lease);
    }

    /** Nothing happens if another session has the maildrop by now. */
    void remove(AccountId account, MaildropLease lease) {
        leases.remove(account, lease);
    }

    /** Finds out at once, rather than with the next renewal, whether the user may still have the maildrop. */
    public void check(AccountId account) {
        var lease = leases.get(account);
        if (lease != null) {
            lease.check();
        }
    }
}
