package org.valija.mailbox.message;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.valija.mailbox.job.Job;
import org.valija.mailbox.job.Progress;
import org.valija.mailbox.transaction.Transactions;

/** Forgets expunged UIDs, oldest first, and remembers in each mailbox up to which change: RFC 7162, 5.3. */
@Component
@EnableConfigurationProperties(ExpungedProperties.class)
final class ExpungedMemory implements Job {

    private final Transactions transactions;
    private final JdbcClient jdbc;
    private final ExpungedProperties properties;
    private final Clock clock;

    ExpungedMemory(Transactions transactions, JdbcClient jdbc, ExpungedProperties properties, Clock clock) {
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "forget-expunged";
    }

    @Override
    public String description() {
        return "Forgets expunged UIDs that are too old or too many to be told to clients that were away";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(6);
    }

    private record Forgettable(long account, long mailbox, long modseq) {}

    /** One mailbox after the other, so that none is locked for long. */
    @Override
    public void run(Progress progress) {
        var forgettable = jdbc.sql("""
                select account_id, mailbox_id, max(modseq) as modseq
                from (select account_id, mailbox_id, modseq, expunged_at,
                          row_number() over (partition by account_id, mailbox_id order by modseq desc) as n
                      from expunged) e
                where n > :most or expunged_at < :before
                group by account_id, mailbox_id""")
                .param("most", properties.most())
                .param("before", clock.instant().minus(properties.keep()).atOffset(ZoneOffset.UTC))
                .query((row, _) -> new Forgettable(row.getLong(1), row.getLong(2), row.getLong(3)))
                .list();
        progress.total(forgettable.size());
        forgettable.forEach(mailbox -> {
            forget(mailbox);
            progress.done(1);
        });
    }

    private void forget(Forgettable forgettable) {
        transactions.run(() -> {
            jdbc.sql("""
                    update mailbox set expunged_since = greatest(expunged_since, :modseq)
                    where account_id = :account and id = :mailbox""").paramSource(forgettable).update();
            jdbc.sql("""
                    delete from expunged
                    where account_id = :account and mailbox_id = :mailbox and modseq <= :modseq""").paramSource(forgettable).update();
        });
    }
}
