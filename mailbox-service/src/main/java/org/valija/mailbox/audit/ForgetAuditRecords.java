package org.valija.mailbox.audit;

import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import org.valija.mailbox.job.Job;
import org.valija.mailbox.job.Progress;

/** Forgets who changed what when it is long ago. */
@Component
@EnableConfigurationProperties(AuditProperties.class)
class ForgetAuditRecords implements Job {

    private static final int BATCH = 1000;

    private final AuditRecords records;
    private final AuditProperties properties;
    private final Clock clock;

    ForgetAuditRecords(AuditRecords records, AuditProperties properties, Clock clock) {
        this.records = records;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "forget-audit-records";
    }

    @Override
    public String description() {
        return "Forgets records of what administrators changed when their time is over.";
    }

    @Override
    public Duration every() {
        return Duration.ofDays(1);
    }

    @Override
    public void run(Progress progress) {
        int forgotten;
        do {
            forgotten = records.forget(clock.instant().minus(properties.keep()), BATCH);
            progress.done(forgotten);
        } while (forgotten == BATCH);
    }
}
