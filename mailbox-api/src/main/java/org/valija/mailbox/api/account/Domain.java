package org.valija.mailbox.api.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.Resource;

/**
 * A domain that mail is received for.
 *
 * @param name lower case, A-labels
 * @param enabled whether mail for it is accepted and its users may log in
 * @param aliasOf the domain that this one is another name of: mail for {@code x} here is mail for {@code x} there, unless
 *     there is an alias {@code x} here; it has no accounts. Null if it is none
 * @param catchAll the account or alias that gets mail for addresses that nobody has; null if such mail is refused
 * @param subaddressing whether {@code user+detail} reaches {@code user} (RFC 5233)
 * @param separator what stands between user and detail: one of {@code + - _ = . # ~}
 * @param quotaBytes how many octets of messages an account without a quota of its own may hold; 0 for no limit
 * @param quotaMessages how many messages; 0 for no limit
 * @param quotaMailboxes how many mailboxes; 0 for no limit; null where the settings of the server say it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Domain(
        String name,
        boolean enabled,
        @Nullable String aliasOf,
        @Nullable String catchAll,
        boolean subaddressing,
        String separator,
        long quotaBytes,
        long quotaMessages,
        @Nullable Long quotaMailboxes,
        Instant createdAt)
        implements Resource {}
