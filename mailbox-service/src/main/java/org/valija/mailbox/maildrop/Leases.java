package org.valija.mailbox.maildrop;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.maildrop.Lease;

/** Who has a maildrop open: one row for each account whose maildrop is, or was when its session crashed. */
@Component
final class Leases {

    private static final int ID_OCTETS = 18;

    private final JdbcClient jdbc;
    private final MaildropProperties properties;
    private final Clock clock;
    private final SecureRandom random;

    Leases(JdbcClient jdbc, MaildropProperties properties, Clock clock, SecureRandom random) {
        this.jdbc = jdbc;
        this.properties = properties;
        this.clock = clock;
        this.random = random;
    }

    /**
     * A lease that nobody else has.
     *
     * @throws MailboxException.InUse while somebody else's lasts
     */
    Lease take(AccountId account) {
        var lease = new Lease(newId(), expiry());
        int taken = jdbc.sql("""
                        insert into maildrop_lease as held (account_id, lease, expires_at)
                        values (:account, :lease, :expiry)
                        on conflict (account_id) do update
                            set lease = excluded.lease, expires_at = excluded.expires_at
                            where held.expires_at <= :now""")
                .param("account", account.value())
                .param("lease", lease.id())
                .param("expiry", lease.expiresAt().atOffset(ZoneOffset.UTC))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        if (taken == 0) {
            throw new MailboxException.InUse("the maildrop is open in another session");
        }
        return lease;
    }

    private String newId() {
        var octets = new byte[ID_OCTETS];
        random.nextBytes(octets);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }

    /** Whole milliseconds, which the database and JSON keep alike. */
    private Instant expiry() {
        return clock.instant().plus(properties.lease()).truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * Makes a lease last longer.
     *
     * @throws MailboxException.NotFound if it is no longer held
     * @throws MailboxException.NotPermitted if account or domain have been disabled
     */
    Lease renew(AccountId account, String id) {
        var renewed = new Lease(id, expiry());
        boolean enabled = jdbc.sql("""
                        update maildrop_lease l set expires_at = :expiry
                        from account a join domain d on d.name = a.domain
                        where l.account_id = :account and l.lease = :lease and a.id = l.account_id
                        returning a.enabled and d.enabled""")
                .param("expiry", renewed.expiresAt().atOffset(ZoneOffset.UTC))
                .param("account", account.value())
                .param("lease", id)
                .query(Boolean.class)
                .optional()
                .orElseThrow(Leases::notHeld);
        if (!enabled) {
            throw new MailboxException.NotPermitted("the account is disabled");
        }
        return renewed;
    }

    /** Ends a lease; false if it was no longer held. */
    boolean end(AccountId account, String id) {
        return jdbc.sql("delete from maildrop_lease where account_id = :account and lease = :lease")
                        .param("account", account.value())
                        .param("lease", id)
                        .update()
                > 0;
    }

    static MailboxException.NotFound notHeld() {
        return new MailboxException.NotFound("the lease of the maildrop is no longer held");
    }
}
