package org.valija.mailbox.account;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * @param quota of accounts in domains that are made without a default of their own; 0 for no limit
 * @param quotaMessages the same in messages
 * @param postmaster the account or alias that mail for {@code postmaster} goes to in domains without such an address of
 *     their own, and without a domain (RFC 5321, 4.5.1); null for none
 * @param scramIterations rounds of PBKDF2 for new passwords: what a login costs, and what each guess costs who stole the
 *     table; at least 4,096 (RFC 7677, 4). Clients with Cyrus SASL refuse SCRAM above 65,536
 * @param knownPasswords for how many accounts the last right password is remembered in memory, keyed with a secret of this
 *     process, so that the next login with it costs no PBKDF2; 0 for none
 * @param freeFailures how many failed logins, with one address from one network, are not delayed
 * @param longestDelay the delay doubles from 1 second up to this
 * @param deletionGrace how long a deleted account can be undeleted; 0 to remove accounts at once
 */
@ConfigurationProperties("mailbox.accounts")
public record AccountProperties(
        @DefaultValue("0B") DataSize quota,
        @DefaultValue("0") long quotaMessages,
        @Nullable String postmaster,
        @DefaultValue("60000") int scramIterations,
        @DefaultValue("10000") int knownPasswords,
        @DefaultValue("10") int freeFailures,
        @DefaultValue("1m") Duration longestDelay,
        @DefaultValue("30d") Duration deletionGrace) {

    private static final int FEWEST_ITERATIONS = 4096;

    public AccountProperties {
        if (scramIterations < FEWEST_ITERATIONS) {
            throw new IllegalArgumentException("mailbox.accounts.scram-iterations is at least " + FEWEST_ITERATIONS);
        }
        if (quota.isNegative()
                || quotaMessages < 0
                || knownPasswords < 0
                || freeFailures < 1
                || !longestDelay.isPositive()
                || deletionGrace.isNegative()) {
            throw new IllegalArgumentException(
                    "mailbox.accounts: quota, quota-messages, known-passwords, free-failures, longest-delay or"
                            + " deletion-grace is too small");
        }
    }
}
