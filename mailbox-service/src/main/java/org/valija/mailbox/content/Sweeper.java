package org.valija.mailbox.content;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.valija.mailbox.transaction.Transactions;

/** Removes content that no message refers to any more, and uploads that broke off: never at once, and on one replica only. */
@Configuration(proxyBeanMethods = false)
public class Sweeper {

    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);
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

    @Bean
    RecurringTask<Void> sweepContent() {
        return Tasks.recurring("sweep-content", FixedDelay.of(properties.sweepEvery()))
                .execute((_, _) -> sweep());
    }

    /** Looks once. What nothing refers to is marked first, and removed when the mark is as old as the grace period. */
    public void sweep() {
        int marked = jdbc.sql("""
                        update content c set unreferenced_since = ?
                        where unreferenced_since is null
                          and not exists (select from message m where m.content_hash = c.hash)""").param(before(Duration.ZERO)).update();
        int removed = 0;
        for (int n = BATCH; n == BATCH; removed += n) {
            n = transactions.write(this::removeSome);
        }
        int uploads = 0;
        for (int n = BATCH; n == BATCH; uploads += n) {
            n = removeUploads();
        }
        LOG.debug("Content: {} marked, {} removed, {} uploads removed", marked, removed, uploads);
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
