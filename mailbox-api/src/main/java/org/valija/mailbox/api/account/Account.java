package org.valija.mailbox.api.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.Resource;

/**
 * A user who has mail here.
 *
 * @param address as it was written when the account was made, the domain in lower case
 * @param enabled whether the user may log in and receives mail
 * @param quotaBytes the account's own quota in octets, 0 for no limit; null where the default of its domain holds
 * @param quotaMessages the account's own quota in messages, likewise
 * @param quotaMailboxes the account's own quota in mailboxes, likewise
 * @param limitBytes the quota in force: its own or the domain's, in octets; 0 for no limit
 * @param limitMessages the same in messages
 * @param limitMailboxes the same in mailboxes
 * @param usedBytes octets of all messages in all of its mailboxes
 * @param usedMessages how many messages it holds
 * @param deletedAt when it was deleted: it can't be used any more, and be undeleted until it is purged; null if it was not
 * @param purgeAt when its mail goes for good, and its address is free again; null unless it was deleted
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Account(
        AccountId id,
        String address,
        boolean enabled,
        @Nullable Long quotaBytes,
        @Nullable Long quotaMessages,
        @Nullable Long quotaMailboxes,
        long limitBytes,
        long limitMessages,
        long limitMailboxes,
        long usedBytes,
        long usedMessages,
        Instant createdAt,
        @Nullable Instant deletedAt,
        @Nullable Instant purgeAt)
        implements Resource {

    /** Without what the server counts, and what the domain sets. */
    @Override
    public Account settings() {
        return new Account(
                id,
                address,
                enabled,
                quotaBytes,
                quotaMessages,
                quotaMailboxes,
                0,
                0,
                0,
                0,
                0,
                createdAt,
                deletedAt,
                purgeAt);
    }
}
