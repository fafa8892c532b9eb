package org.valija.mailbox.event;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.AccountId;

/**
 * Which events a follower wants.
 *
 * @param types on the wire; all if empty
 * @param account whose; null for everybody's and nobody's
 * @param domain of the account; null for all
 */
record FeedFilter(
        Set<String> types,
        @Nullable AccountId account,
        @Nullable String domain) {

    boolean wants(LoggedEvent event) {
        return (types.isEmpty() || types.contains(event.type()))
                && (account == null || account.equals(event.account()))
                && (domain == null || domain.equals(event.domain()));
    }
}
