package org.valija.smtp.state;

import java.util.List;
import org.valija.mailbox.api.AccountId;
import org.valija.smtp.parse.Domain;
import org.valija.smtp.parse.ReversePath;

/**
 * Who logged in.
 *
 * @param account whose limits hold
 * @param address the account's own, local-part@domain
 * @param addresses all that the user may send as; in lower case, with A-labels
 * @param subAddresses such as {@code ann+@example.org}: the user may also send as what has something in front of the @
 */
public record User(AccountId account, String address, List<String> addresses, List<String> subAddresses) {

    /** Whether mail may come from this path: one of the user's own addresses, or nobody's, as in receipts (MDNs). */
    public boolean mayUse(ReversePath path) {
        return switch (path) {
            case ReversePath.Null _ -> true;
            case ReversePath.Of of -> mayUse(of.toString());
        };
    }

    /** Whether mail may say that it is from this address. */
    public boolean mayUse(String sender) {
        int at = sender.lastIndexOf('@') + 1;
        var written = sender.substring(0, at) + Domain.aLabels(sender.substring(at));
        return addresses.stream().anyMatch(own -> own.equalsIgnoreCase(written))
                || subAddresses.stream().anyMatch(own -> isSubAddress(written, own));
    }

    private static boolean isSubAddress(String address, String own) {
        int at = own.lastIndexOf('@');
        int domain = own.length() - at;
        return address.length() > own.length()
                && address.regionMatches(true, 0, own, 0, at)
                && address.regionMatches(true, address.length() - domain, own, at, domain);
    }
}
