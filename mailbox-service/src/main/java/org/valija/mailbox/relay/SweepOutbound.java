package org.valija.mailbox.relay;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.valija.mailbox.job.Job;
import org.valija.mailbox.job.Progress;

/** Forgets messages of which all recipients have come to an end. */
@Component
final class SweepOutbound implements Job {

    private static final int BATCH = 1000;

    private final JdbcClient jdbc;
    private final RelayProperties properties;
    private final Clock clock;

    SweepOutbound(JdbcClient jdbc, RelayProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "sweep-outbound";
    }

    @Override
    public String description() {
        return "Forgets messages for other servers that came to an end a while ago";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(10);
    }

    @Override
    public void run(Progress progress) {
        var before = clock.instant().minus(properties.keep());
        for (int gone = 1; gone > 0; ) {
            gone = sweep(Timestamp.from(before));
            progress.done(gone);
        }
    }

    /** Walks along the index of what has ended, longest ago first; a message goes when its last recipient ended before. */
    private int sweep(Timestamp before) {
        return jdbc.sql("""
                delete from outbound_message where id in (
                    select r.message_id from outbound_recipient r
                    where r.settled_at < :before and not exists (
                        select from outbound_recipient o where o.message_id = r.message_id
                            and (o.settled_at is null or o.settled_at >= :before))
                    order by r.settled_at limit :limit)""").param("before", before).param("limit", BATCH).update();
    }
}
