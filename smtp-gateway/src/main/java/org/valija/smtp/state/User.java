package org.valija.smtp.state;

import org.valija.smtp.parse.ReversePath;

/**
 * Who logged in.
 *
 * @param address the account's own, local-part@domain
 */
public record User(String address) {

    /** Whether mail may come from this path: the user's own address, or nobody's, as in receipts (MDNs). */
    // Not yet: aliases and granted addresses, which the contract does not tell
    public boolean mayUse(ReversePath path) {
        return switch (path) {
            case ReversePath.Null _ -> true;
            case ReversePath.Of of -> address.equalsIgnoreCase(of.toString());
        };
    }
}
