package org.valija.mailbox.idempotency;

import java.time.Duration;
import org.springframework.stereotype.Component;
import org.valija.mailbox.job.Job;
import org.valija.mailbox.job.Progress;

/** Forgets the keys and answers whose time is over. */
@Component
final class ForgetKeys implements Job {

    private static final int BATCH = 1000;

    private final IdempotencyKeys keys;

    ForgetKeys(IdempotencyKeys keys) {
        this.keys = keys;
    }

    @Override
    public String name() {
        return "forget-idempotency-keys";
    }

    @Override
    public String description() {
        return "Forgets answers kept under an Idempotency-Key when their time is over.";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(15);
    }

    @Override
    public void run(Progress progress) {
        int forgotten;
        do {
            forgotten = keys.forget(BATCH);
            progress.done(forgotten);
        } while (forgotten == BATCH);
    }
}
