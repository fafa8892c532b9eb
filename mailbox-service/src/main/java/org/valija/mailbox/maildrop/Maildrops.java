package org.valija.mailbox.maildrop;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.UidSet;
import org.valija.mailbox.api.UidSetBuilder;
import org.valija.mailbox.api.mailbox.SpecialUse;
import org.valija.mailbox.api.maildrop.Lease;
import org.valija.mailbox.api.maildrop.Maildrop;
import org.valija.mailbox.api.maildrop.MaildropTerms;
import org.valija.mailbox.api.maildrop.MaildropUpdate;
import org.valija.mailbox.api.message.CopyRequest;
import org.valija.mailbox.api.message.Flags;
import org.valija.mailbox.api.message.FlagsChange;
import org.valija.mailbox.api.message.SystemFlag;
import org.valija.mailbox.mailbox.Mailboxes;
import org.valija.mailbox.mailbox.Usage;
import org.valija.mailbox.message.Copier;
import org.valija.mailbox.message.Expunger;
import org.valija.mailbox.message.FlagsChanger;
import org.valija.mailbox.transaction.Transactions;

/** Opens maildrops, and does what their sessions leave to be done. */
@Component
final class Maildrops {

    private static final int FETCH_SIZE = 5_000;

    private final Transactions transactions;
    private final Leases leases;
    private final Openings openings;
    private final MaildropPolicies policies;
    private final Usage usage;
    private final Mailboxes mailboxes;
    private final FlagsChanger flags;
    private final Expunger expunger;
    private final Copier copier;
    private final JdbcClient jdbc;
    private final Clock clock;

    Maildrops(
            Transactions transactions,
            Leases leases,
            Openings openings,
            MaildropPolicies policies,
            Usage usage,
            Mailboxes mailboxes,
            FlagsChanger flags,
            Expunger expunger,
            Copier copier,
            JdbcClient jdbc,
            Clock clock) {
        this.transactions = transactions;
        this.leases = leases;
        this.openings = openings;
        this.policies = policies;
        this.usage = usage;
        this.mailboxes = mailboxes;
        this.flags = flags;
        this.expunger = expunger;
        this.copier = copier;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** See {@link org.valija.mailbox.api.maildrop.MaildropsApi#open}. */
    Maildrop open(AccountId account) {
        return transactions.write(() -> {
            var terms = policies.terms(account);
            var lease = leases.take(account);
            openings.note(account, terms.loginDelaySeconds());
            return maildrop(account, inbox(account), lease, terms);
        });
    }

    private Maildrop maildrop(AccountId account, MailboxId inbox, Lease lease, MaildropTerms terms) {
        var uids = new UidSetBuilder();
        var sizes = LongStream.builder();
        var uniqueIds = LongStream.builder();
        var since = terms.expireDays() == null ? null : clock.instant().minus(Duration.ofDays(terms.expireDays()));
        // RETR ends a message with CRLF, whether it has it or not: DotStuffingOutput of line-server
        jdbc.sql("""
                        select uid, case when final_crlf then size else size + 2 end as size, unique_id from message
                        where account_id = :account and mailbox_id = :mailbox
                            and (:since::timestamptz is null or internal_date >= :since)
                        order by uid""")
                .param("account", account.value())
                .param("mailbox", inbox.value())
                .param("since", since == null ? null : since.atOffset(ZoneOffset.UTC))
                .withFetchSize(FETCH_SIZE)
                .query(row -> {
                    uids.add(row.getLong("uid"));
                    sizes.add(row.getLong("size"));
                    uniqueIds.add(row.getLong("unique_id"));
                });
        return new Maildrop(
                lease,
                inbox,
                uids.build(),
                sizes.build().toArray(),
                uniqueIds.build().toArray(),
                terms);
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
        return transactions.write(() -> leases.renew(account, lease));
    }

    /** See {@link org.valija.mailbox.api.maildrop.MaildropsApi#update}. */
    UidSet update(AccountId account, String lease, MaildropUpdate update) {
        return transactions.write(() -> {
            // The account's lock comes before all others
            usage.lock(account);
            if (!leases.end(account, lease)) {
                throw Leases.notHeld();
            }
            return update(account, inbox(account), policies.terms(account), update);
        });
    }

    private UidSet update(AccountId account, MailboxId inbox, MaildropTerms terms, MaildropUpdate update) {
        if (terms.markRead() && !update.retrieved().isEmpty()) {
            var seen = Flags.of(Set.of(SystemFlag.SEEN), List.of());
            flags.change(account, inbox, new FlagsChange(update.retrieved(), FlagsChange.Mode.ADD, seen, null, true));
        }
        if (update.deleted().isEmpty()) {
            return UidSet.empty();
        }
        return switch (terms.deletion()) {
            case EXPUNGE ->
                expunger.expungeAll(account, inbox, update.deleted()).uids();
            case TRASH -> {
                var trash = mailboxes.require(account, SpecialUse.TRASH);
                yield copier.move(account, inbox, new CopyRequest(update.deleted(), trash))
                        .from();
            }
        };
    }

    /** See {@link org.valija.mailbox.api.maildrop.MaildropsApi#release}. */
    void release(AccountId account, String lease) {
        transactions.write(() -> leases.end(account, lease));
    }
}
