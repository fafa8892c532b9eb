package org.valija.mailbox.login;

import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;
import org.valija.mailbox.job.Job;
import org.valija.mailbox.job.Progress;

/** Forgets failed logins that delay nothing any more. */
@Component
final class ForgetLoginFailures implements Job {

    private static final int BATCH = 1000;

    private final LoginFailures failures;
    private final Clock clock;

    ForgetLoginFailures(LoginFailures failures, Clock clock) {
        this.failures = failures;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "forget-login-failures";
    }

    @Override
    public String description() {
        return "Forgets failed logins that delay nothing any more.";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(15);
    }

    @Override
    public void run(Progress progress) {
        int forgotten;
        do {
            forgotten = failures.forgetOld(clock.instant(), BATCH);
            progress.done(forgotten);
        } while (forgotten == BATCH);
    }
}
