package org.valija.mailbox.greylist;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.greylist.GreylistAnswer;
import org.valija.mailbox.api.greylist.GreylistAttempt;
import org.valija.mailbox.job.Job;
import org.valija.mailbox.job.Progress;

/** Remembers attempts, as hashes. */
@Component
final class Greylist implements Job {

    /** Who does not come again within a day is no server that retries: RFC 6647, 5. */
    private static final Duration UNPASSED = Duration.ofDays(1);
    /** Who passed stays known for as long as a monthly letter needs. */
    private static final Duration PASSED = Duration.ofDays(36);

    private final JdbcClient jdbc;
    private final Clock clock;

    Greylist(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    GreylistAnswer attempt(GreylistAttempt attempt) {
        // As exactly as PostgreSQL keeps it
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return jdbc.sql("""
                insert into greylist as g (hash, first_seen, last_seen, passed)
                values (:hash, :now, :now, :at_once)
                on conflict (hash) do update set
                    first_seen = case when g.last_seen < :forgotten then excluded.first_seen else g.first_seen end,
                    passed = g.last_seen >= :forgotten and (g.passed or g.first_seen <= :long_ago) or :at_once,
                    last_seen = excluded.last_seen
                returning passed, first_seen""")
                .param("hash", hash(attempt))
                .param("now", Timestamp.from(now))
                .param("at_once", attempt.delay().isZero())
                .param("forgotten", Timestamp.from(now.minus(PASSED)))
                .param("long_ago", Timestamp.from(now.minus(attempt.delay())))
                .query((row, _) -> row.getBoolean(1)
                        ? new GreylistAnswer(true, Duration.ZERO)
                        : new GreylistAnswer(
                                false,
                                Duration.between(
                                        now, row.getTimestamp(2).toInstant().plus(attempt.delay()))))
                .single();
    }

    private static byte[] hash(GreylistAttempt attempt) {
        try {
            // NUL stands in none of them
            var text = String.join("\0", attempt.network(), attempt.reversePath(), attempt.recipient());
            return MessageDigest.getInstance("SHA-256")
                    .digest(text.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String name() {
        return "sweep-greylist";
    }

    @Override
    public String description() {
        return "Forgets who did not come again within a day, and who passed and was not seen for 36 days";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(6);
    }

    @Override
    public void run(Progress progress) {
        var now = clock.instant();
        progress.done(jdbc.sql("delete from greylist where last_seen < :passed or not passed and last_seen < :unpassed")
                .param("passed", Timestamp.from(now.minus(PASSED)))
                .param("unpassed", Timestamp.from(now.minus(UNPASSED)))
                .update());
    }
}
