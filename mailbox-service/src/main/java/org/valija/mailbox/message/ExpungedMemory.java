package org.valija.mailbox.message;

import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.valija.mailbox.job.Job;
import org.valija.mailbox.job.Progress;
import org.valija.mailbox.transaction.Transactions;

/** Forgets expunged UIDs: RFC 7162, 5.3. */
@Component
@EnableConfigurationProperties(ExpungedProperties.class)
final class ExpungedMemory implements Job {

    private static final Remembered EXPUNGED = new Remembered("expunged", "expunged_at", "expunged_since");

    private final Transactions transactions;
    private final JdbcClient jdbc;
    private final ExpungedProperties properties;
    private final Clock clock;

    ExpungedMemory(Transactions transactions, JdbcClient jdbc, ExpungedProperties properties, Clock clock) {
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "forget-expunged";
    }

    @Override
    public String description() {
        return "Forgets expunged UIDs that are too old or too many to be told to clients that were away";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(6);
    }

    @Override
    public void run(Progress progress) {
        EXPUNGED.forget(properties.most(), clock.instant().minus(properties.keep()), transactions, jdbc, progress);
    }
}
