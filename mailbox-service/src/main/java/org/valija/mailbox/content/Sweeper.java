package org.valija.mailbox.content;

import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.valija.mailbox.job.Job;
import org.valija.mailbox.job.Progress;
import org.valija.mailbox.transaction.Transactions;

/**
 * Removes content that no message refers to any more, never at once. It looks only at content that has lost a reference,
 * of which the database keeps note; what it missed is found by {@link UnreferencedContent}.
 */
@Component
final class Sweeper implements Job {

    /** Rows of one transaction: it holds their locks. */
    private static final int BATCH = 200;

    private final JdbcClient jdbc;
    private final Transactions transactions;
    private final ContentProperties properties;

    Sweeper(JdbcClient jdbc, Transactions transactions, ContentProperties properties) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.properties = properties;
    }

    @Override
    public String name() {
        return "sweep-content";
    }

    @Override
    public String description() {
        return "Removes content that no message refers to any more";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(10);
    }

    @Override
    public void run(Progress progress) {
        // By the clock of the database, which wrote down since when
        var before = jdbc.sql("select now() - make_interval(secs => ?)")
                .param(properties.grace().toSeconds())
                .query(Timestamp.class)
                .single();
        progress.total(jdbc.sql("select count(*) from content_candidate where since < ?")
                .param(before)
                .query(Long.class)
                .single());
        for (int n = BATCH; n == BATCH; progress.done(n)) {
            n = transactions.write(() -> removeSome(before));
        }
    }

    /** How many candidates there were, at most a batch. */
    private int removeSome(Timestamp before) {
        var candidates = jdbc.sql("""
                        delete from content_candidate where id in (
                            select id from content_candidate where since < ? order by since limit ?)
                        returning hash""")
                .param(before)
                .param(BATCH)
                .query((row, _) -> row.getBytes(1))
                .list();
        if (!candidates.isEmpty()) {
            remove(lock(candidates, before));
        }
        return candidates.size();
    }

    /** Locks what is to be removed; what has lost another reference since has a later candidate, and its grace period. */
    private List<byte[]> lock(List<byte[]> candidates, Timestamp before) {
        return jdbc.sql("""
                        select hash from content c where hash = any(:hashes)
                            and not exists (select from content_candidate l where l.hash = c.hash and l.since >= :before)
                        order by hash for update""")
                .param("hashes", candidates.toArray(byte[][]::new))
                .param("before", before)
                .query((row, _) -> row.getBytes(1))
                .list();
    }

    /**
     * Looks for messages in a statement after the one that locked, which sees those whose delivery kept the lock until it
     * was committed; a delivery that comes later waits, and then finds the content gone and stores it again.
     */
    private void remove(List<byte[]> locked) {
        jdbc.sql("""
                        with gone as (
                            delete from content c where hash = any(?)
                                and not exists (select from content_reference r where r.content_hash = c.hash)
                            returning upload_id)
                        delete from content_chunk using gone where content_chunk.upload_id = gone.upload_id""").param(locked.toArray(byte[][]::new)).update();
    }
}
