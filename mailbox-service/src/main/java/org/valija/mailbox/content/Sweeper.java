package org.valija.mailbox.content;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.valija.mailbox.job.Job;
import org.valija.mailbox.job.Progress;
import org.valija.mailbox.transaction.Transactions;

/** Removes content that no message refers to any more, and uploads that broke off: never at once, and on one replica only. */
@Component
final class Sweeper implements Job {

    /** Rows of one transaction: it holds their locks. */
    private static final int BATCH = 200;

    private final JdbcClient jdbc;
    private final Transactions transactions;
    private final ContentProperties properties;
    private final Clock clock;

    Sweeper(JdbcClient jdbc, Transactions transactions, ContentProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "sweep-content";
    }

    @Override
    public String description() {
        return "Removes content that no message refers to any more, and uploads that broke off";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    /** Looks once. What nothing refers to is marked first, and removed when the mark is as old as the grace period. */
    @Override
    public void run(Progress progress) {
        int marked = jdbc.sql("""
                update content c set unreferenced_since = ?
                where unreferenced_since is null
                  and not exists (select from message m where m.content_hash = c.hash)""").param(before(Duration.ZERO)).update();
        progress.message(marked + " marked");
        for (int n = BATCH; n == BATCH; progress.done(n)) {
            n = transactions.write(this::removeSome);
        }
        for (int n = BATCH; n == BATCH; progress.done(n)) {
            n = removeUploads();
        }
    }

    private Timestamp before(Duration ago) {
        return Timestamp.from(clock.instant().minus(ago));
    }

    /**
     * Locks content first and looks for messages in a second statement, which sees those whose delivery kept the lock until
     * it was committed; a delivery that comes later waits, and then finds the content gone and stores it again.
     */
    private int removeSome() {
        var marked = jdbc.sql("""
                select hash from content where unreferenced_since < ?
                order by unreferenced_since limit ? for update skip locked""")
                .param(before(properties.grace()))
                .param(BATCH)
                .query((row, _) -> row.getBytes(1))
                .list()
                .toArray(byte[][]::new);
        if (marked.length > 0) {
            jdbc.sql("""
                    update content c set unreferenced_since = null
                    where hash = any(?) and exists (select from message m where m.content_hash = c.hash)""").param(marked).update();
            jdbc.sql("""
                    with gone as (
                        delete from content where hash = any(?) and unreferenced_since is not null
                        returning upload_id)
                    delete from content_chunk using gone where content_chunk.upload_id = gone.upload_id""").param(marked).update();
        }
        return marked.length;
    }

    private int removeUploads() {
        return jdbc.sql("""
                with old as (
                    select id from upload where started_at < ? limit ? for update skip locked),
                chunks as (delete from content_chunk using old where upload_id = old.id)
                delete from upload using old where upload.id = old.id""")
                .param(before(properties.uploadGrace()))
                .param(BATCH)
                .update();
    }
}
