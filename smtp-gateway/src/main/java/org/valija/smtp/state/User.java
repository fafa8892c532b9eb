package org.valija.smtp.state;

import java.util.List;
import org.valija.mailbox.api.AccountId;
import org.valija.smtp.parse.ReversePath;

/**
 * Who logged in.
 *
 * @param account whose limits hold
 * @param address the account's own, local-part@domain
 * @param addresses all whose mail comes to the account, which the user may send as
 */
public record User(AccountId account, String address, List<String> addresses) {

    /** Whether mail may come from this path: one of the user's own addresses, or nobody's, as in receipts (MDNs). */
    public boolean mayUse(ReversePath path) {
        return switch (path) {
            case ReversePath.Null _ -> true;
            case ReversePath.Of of -> mayUse(of.toString());
        };
    }

    /** Whether mail may say that it is from this address. */
    // Not yet: addresses that others granted, which the contract does not tell
    public boolean mayUse(String sender) {
        return addresses.stream().anyMatch(own -> own.equalsIgnoreCase(sender));
    }
}
