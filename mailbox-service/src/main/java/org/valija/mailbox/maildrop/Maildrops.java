package org.valija.mailbox.maildrop;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.stream.LongStream;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.UidSet;
import org.valija.mailbox.api.UidSetBuilder;
import org.valija.mailbox.api.maildrop.Lease;
import org.valija.mailbox.api.maildrop.Maildrop;
import org.valija.mailbox.mailbox.Usage;
import org.valija.mailbox.message.Expunger;
import org.valija.mailbox.transaction.Transactions;

/** Leases of maildrops: one row for each account whose maildrop is open, or was when its session crashed. */
@Component
@EnableConfigurationProperties(MaildropProperties.class)
final class Maildrops {

    private static final int ID_OCTETS = 18;

    private final Transactions transactions;
    private final Usage usage;
    private final Expunger expunger;
    private final JdbcClient jdbc;
    private final MaildropProperties properties;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Maildrops(
            Transactions transactions,
            Usage usage,
            Expunger expunger,
            JdbcClient jdbc,
            MaildropProperties properties,
            Clock clock) {
        this.transactions = transactions;
        this.usage = usage;
        this.expunger = expunger;
        this.jdbc = jdbc;
        this.properties = properties;
        this.clock = clock;
    }

    /** See {@link org.valija.mailbox.api.maildrop.MaildropsApi#open}. */
    Maildrop open(AccountId account) {
        return transactions.write(() -> {
            var inbox = inbox(account);
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
            return maildrop(account, inbox, lease);
        });
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

    private Maildrop maildrop(AccountId account, MailboxId inbox, Lease lease) {
        var uids = new UidSetBuilder();
        var sizes = LongStream.builder();
        var uniqueIds = new ArrayList<String>();
        jdbc.sql("""
                        select uid, size, unique_id from message
                        where account_id = :account and mailbox_id = :mailbox order by uid""")
                .param("account", account.value())
                .param("mailbox", inbox.value())
                .query(row -> {
                    uids.add(row.getLong("uid"));
                    sizes.add(row.getLong("size"));
                    uniqueIds.add(row.getString("unique_id"));
                });
        return new Maildrop(lease, inbox, uids.build(), sizes.build().toArray(), uniqueIds);
    }

    private MailboxId inbox(AccountId account) {
        return jdbc.sql("select id from mailbox where account_id = :account and name = 'INBOX'")
                .param("account", account.value())
                .query((row, _) -> new MailboxId(row.getLong(1)))
                .optional()
                .orElseThrow(() -> new MailboxException.NotFound("no such account"));
    }

    /** See {@link org.valija.mailbox.api.maildrop.MaildropsApi#renew}. */
    Lease renew(AccountId account, String lease) {
        var renewed = new Lease(lease, expiry());
        int held = transactions.write(() -> jdbc.sql("""
                        update maildrop_lease set expires_at = :expiry where account_id = :account and lease = :lease""")
                .param("expiry", renewed.expiresAt().atOffset(ZoneOffset.UTC))
                .param("account", account.value())
                .param("lease", lease)
                .update());
        if (held == 0) {
            throw notHeld();
        }
        return renewed;
    }

    /** See {@link org.valija.mailbox.api.maildrop.MaildropsApi#update}. */
    UidSet update(AccountId account, String lease, UidSet uids) {
        return transactions.write(() -> {
            // The account's lock comes before all others
            usage.lock(account);
            if (!end(account, lease)) {
                throw notHeld();
            }
            return expunger.expungeAll(account, inbox(account), uids).uids();
        });
    }

    /** See {@link org.valija.mailbox.api.maildrop.MaildropsApi#release}. */
    void release(AccountId account, String lease) {
        transactions.write(() -> end(account, lease));
    }

    private boolean end(AccountId account, String lease) {
        return jdbc.sql("delete from maildrop_lease where account_id = :account and lease = :lease")
                        .param("account", account.value())
                        .param("lease", lease)
                        .update()
                > 0;
    }

    private static MailboxException.NotFound notHeld() {
        return new MailboxException.NotFound("the lease of the maildrop is no longer held");
    }
}
