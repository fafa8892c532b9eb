package org.valija.mailbox.login;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How often logins have failed lately, by keys that mean nothing here; for all replicas. */
@Component
class LoginFailures {

    /** Failures are forgotten when this long has passed since the last one. */
    static final Duration MEMORY = Duration.ofHours(1);

    private final JdbcClient jdbc;

    LoginFailures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** So many without one that was right in between, and when the last one was. */
    record Failures(int count, Instant last) {
        static final Failures NONE = new Failures(0, Instant.EPOCH);
    }

    /** Those that are not forgotten; no entry for none. */
    Map<String, Failures> of(Collection<String> keys, Instant now) {
        var found = new HashMap<String, Failures>();
        // A subquery, so that one plan is kept for any number of keys: see GenericPlans
        jdbc.sql("select key, failures, last_at from login_failure where key = any((select ?::text[])::text[])"
                        + " and last_at > ?")
                .param(1, keys.toArray(String[]::new))
                .param(2, Timestamp.from(now.minus(MEMORY)))
                .query(row -> {
                    found.put(
                            row.getString(1),
                            new Failures(row.getInt(2), row.getTimestamp(3).toInstant()));
                });
        return found;
    }

    /** One more for each of the keys. */
    void add(Collection<String> keys, Instant now) {
        // In one order, so that no two transactions wait for each other
        jdbc.sql("""
                insert into login_failure as f (key, failures, last_at)
                select key, 1, :now from unnest(:keys::text[]) as k (key) order by key
                on conflict (key) do update
                set failures = case when f.last_at > :remembered then f.failures + 1 else 1 end, last_at = :now""")
                .param("keys", keys.toArray(String[]::new))
                .param("now", Timestamp.from(now))
                .param("remembered", Timestamp.from(now.minus(MEMORY)))
                .update();
    }

    void forget(String key) {
        jdbc.sql("delete from login_failure where key = ?").param(key).update();
    }

    /**
     * Forgets what counts no longer.
     *
     * @return how many, up to {@code most}
     */
    int forgetOld(Instant now, int most) {
        return jdbc.sql("""
                delete from login_failure where key in (
                  select key from login_failure where last_at <= ? limit ? for update skip locked)""").params(Timestamp.from(now.minus(MEMORY)), most).update();
    }
}
