package org.valija.mailbox.event;

import jakarta.annotation.PostConstruct;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.valija.mailbox.job.Job;
import org.valija.mailbox.job.Progress;
import org.valija.mailbox.transaction.Transactions;

/** Makes a partition of the event log for each day to come, and drops the days that need not be kept. */
@Component
final class EventPartitions implements Job {

    private static final Logger LOG = LoggerFactory.getLogger(EventPartitions.class);
    private static final String PREFIX = "event_";
    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
    /** So that a service that is down for a week finds its partitions made. */
    private static final int DAYS_AHEAD = 7;

    private final JdbcClient jdbc;
    private final Transactions transactions;
    private final EventProperties properties;

    EventPartitions(JdbcClient jdbc, Transactions transactions, EventProperties properties) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.properties = properties;
    }

    @Override
    public String name() {
        return "event-partitions";
    }

    @Override
    public String description() {
        return "Makes the partitions of the event log for the days to come, and drops those of days that are over";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    /** At the start as well, as the service may have been down for longer than there are partitions. */
    @PostConstruct
    void makeAtStart() {
        try {
            makeAll();
        } catch (DataAccessException e) {
            // Events then go to the partition that is always there
            LOG.warn("Partitions of the event log were not made, which is tried again in an hour", e);
        }
    }

    @Override
    public void run(Progress progress) {
        makeAll();
        var oldest = today().minusDays(properties.retention().toDays());
        var over = olderThan(oldest);
        progress.total(over.size());
        for (var name : over) {
            transactions.run(() -> drop(name));
            progress.done(1);
        }
    }

    private LocalDate today() {
        return jdbc.sql("select (now() at time zone 'UTC')::date")
                .query(LocalDate.class)
                .single();
    }

    private void makeAll() {
        var today = today();
        for (int ahead = 0; ahead <= DAYS_AHEAD; ahead++) {
            var day = today.plusDays(ahead);
            transactions.run(() -> make(day));
        }
    }

    private void make(LocalDate day) {
        var name = PREFIX + DAY.format(day);
        if (!isThere(name)) {
            lock();
            jdbc.sql("create table if not exists %s partition of event for values from ('%s') to ('%s')"
                            .formatted(name, start(day), start(day.plusDays(1))))
                    .update();
        }
    }

    private void drop(String name) {
        lock();
        if (isThere(name)) {
            jdbc.sql("""
                    update event_floor set (transaction, seq) = (last.transaction, last.seq)
                    from (select transaction, seq from %s order by transaction desc, seq desc limit 1) last
                    where (last.transaction, last.seq) > (event_floor.transaction, event_floor.seq)""".formatted(name)).update();
            jdbc.sql("drop table " + name).update();
            LOG.info("Dropped the events of {}", name);
        }
    }

    /** One replica at a time; and rather not at all than make those wait who write events. */
    private void lock() {
        jdbc.sql("set local lock_timeout = '2s'").update();
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('event partitions', 0))")
                .query()
                .listOfRows();
    }

    private boolean isThere(String name) {
        return jdbc.sql("select to_regclass(?) is not null")
                .param(name)
                .query(Boolean.class)
                .single();
    }

    private List<String> olderThan(LocalDate day) {
        return jdbc.sql("""
                select c.relname::text from pg_inherits i join pg_class c on c.oid = i.inhrelid
                where i.inhparent = 'event'::regclass and c.relname ~ '^event_[0-9]{8}$' and c.relname < ?""").param(PREFIX + DAY.format(day)).query(String.class).list();
    }

    private static String start(LocalDate day) {
        return day.atStartOfDay().atOffset(ZoneOffset.UTC).toString();
    }
}
