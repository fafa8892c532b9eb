package org.valija.mailbox.apppassword;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.account.Protocol;

/**
 * Remembers when app passwords were last used, and writes it down now and then, once for each: a login itself writes nothing.
 * What a crash loses is the last use of a minute.
 */
@Component
public final class AppPasswordUses implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(AppPasswordUses.class);
    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final int MOST = 100_000;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Map<Key, Use> uses = new HashMap<>();
    private @Nullable Thread writer;

    private record Key(AccountId account, long id) {}

    private record Use(Instant time, Protocol protocol, String clientAddress) {}

    AppPasswordUses(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Takes note of a use. */
    public void used(AccountId account, long id, Protocol protocol, String clientAddress) {
        synchronized (uses) {
            var key = new Key(account, id);
            if (uses.size() < MOST || uses.containsKey(key)) {
                uses.put(key, new Use(clock.instant(), protocol, clientAddress));
            }
        }
    }

    /** Writes down what is known and not written yet. */
    void write() {
        List<Map.Entry<Key, Use>> taken;
        synchronized (uses) {
            taken = new ArrayList<>(Map.copyOf(uses).entrySet());
            uses.clear();
        }
        if (taken.isEmpty()) {
            return;
        }
        // In one order at all replicas, so that no two wait for each other
        taken.sort(Comparator.comparingLong(
                        (Map.Entry<Key, Use> it) -> it.getKey().account().value())
                .thenComparingLong(it -> it.getKey().id()));
        jdbc.sql("""
                with used as (
                  select p.account_id, p.id, u.time, u.protocol, u.address
                  from unnest(?, ?, ?, ?, ?) with ordinality as u (account_id, id, time, protocol, address, n)
                  join app_password p on p.account_id = u.account_id and p.id = u.id
                  where coalesce(p.last_used_at, '-infinity') < u.time
                  order by u.n for update of p
                )
                update app_password p
                set last_used_at = u.time, last_used_protocol = u.protocol, last_used_address = u.address
                from used u where p.account_id = u.account_id and p.id = u.id""")
                .param(
                        1,
                        taken.stream().map(it -> it.getKey().account().value()).toArray(Long[]::new))
                .param(2, taken.stream().map(it -> it.getKey().id()).toArray(Long[]::new))
                .param(
                        3,
                        taken.stream()
                                .map(it -> Timestamp.from(it.getValue().time()))
                                .toArray(Timestamp[]::new))
                .param(
                        4,
                        taken.stream()
                                .map(it -> it.getValue().protocol().word())
                                .toArray(String[]::new))
                .param(
                        5,
                        taken.stream().map(it -> it.getValue().clientAddress()).toArray(String[]::new))
                .update();
    }

    @Override
    public synchronized void start() {
        writer = Thread.ofVirtual().name("app-password-uses").start(this::writeNowAndThen);
    }

    private void writeNowAndThen() {
        try {
            while (true) {
                Thread.sleep(PAUSE);
                writeUnlessAway();
            }
        } catch (InterruptedException _) {
            // Stopped
        }
    }

    private void writeUnlessAway() {
        try {
            write();
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("The last uses of some app passwords are lost: {}", e.toString());
        }
    }

    @Override
    public synchronized void stop() {
        if (writer != null) {
            writer.interrupt();
            writer = null;
            writeUnlessAway();
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return writer != null;
    }
}
