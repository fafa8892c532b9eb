package org.valija.mailbox.message;

import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.valija.mailbox.job.Progress;
import org.valija.mailbox.transaction.Transactions;

/**
 * What is remembered of a kind of changes, for clients that were away. It is forgotten oldest first, and each mailbox
 * remembers up to which modification sequence.
 *
 * @param table with {@code account_id}, {@code mailbox_id} and {@code modseq}
 * @param happenedAt its column for when that was
 * @param knownSince the column of {@code mailbox}
 */
record Remembered(String table, String happenedAt, String knownSince) {

    private record Forgettable(long account, long mailbox, long modseq) {}

    /**
     * Forgets what is too much or too old, in one mailbox after the other, so that none is locked for long.
     *
     * @param most rows that are kept of each mailbox
     * @param before when the oldest happened that are kept
     */
    void forget(int most, Instant before, Transactions transactions, JdbcClient jdbc, Progress progress) {
        var forgettable = jdbc.sql("""
                select account_id, mailbox_id, max(modseq) as modseq
                from (select account_id, mailbox_id, modseq, %s as happened_at,
                          row_number() over (partition by account_id, mailbox_id order by modseq desc) as n
                      from %s) e
                where n > :most or happened_at < :before
                group by account_id, mailbox_id""".formatted(happenedAt, table))
                .param("most", most)
                .param("before", before.atOffset(ZoneOffset.UTC))
                .query((row, _) -> new Forgettable(row.getLong(1), row.getLong(2), row.getLong(3)))
                .list();
        progress.total(forgettable.size());
        forgettable.forEach(mailbox -> {
            transactions.run(() -> forget(mailbox, jdbc));
            progress.done(1);
        });
    }

    private void forget(Forgettable forgettable, JdbcClient jdbc) {
        jdbc.sql("""
                update mailbox set %1$s = greatest(%1$s, :modseq)
                where account_id = :account and id = :mailbox""".formatted(knownSince)).paramSource(forgettable).update();
        jdbc.sql("delete from " + table
                        + " where account_id = :account and mailbox_id = :mailbox and modseq <= :modseq")
                .paramSource(forgettable)
                .update();
    }
}
