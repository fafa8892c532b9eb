package org.valija.mailbox.message;

import java.time.Clock;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.valija.mailbox.job.Job;
import org.valija.mailbox.job.Progress;
import org.valija.mailbox.transaction.Transactions;

/**
 * Forgets which messages had their flags changed. Who asks for longer ago is answered no less, but all flags of the mailbox
 * are read for that.
 */
@Component
final class FlagsChangeMemory implements Job {

    static final int MOST = 1_000;
    static final Duration KEEP = Duration.ofDays(30);

    private static final Remembered CHANGES = new Remembered("flags_change", "changed_at", "changes_since");

    private final Transactions transactions;
    private final JdbcClient jdbc;
    private final Clock clock;

    FlagsChangeMemory(Transactions transactions, JdbcClient jdbc, Clock clock) {
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "forget-flags-changes";
    }

    @Override
    public String description() {
        return "Forgets which messages had their flags changed, where that is too long ago or too much";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(6);
    }

    @Override
    public void run(Progress progress) {
        CHANGES.forget(MOST, clock.instant().minus(KEEP), transactions, jdbc, progress);
    }
}
