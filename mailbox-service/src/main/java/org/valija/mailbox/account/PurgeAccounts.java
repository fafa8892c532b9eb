package org.valija.mailbox.account;

import java.time.Duration;
import org.springframework.stereotype.Component;
import org.valija.mailbox.job.Job;
import org.valija.mailbox.job.Progress;

/** Removes for good the accounts that were deleted long enough ago. */
@Component
final class PurgeAccounts implements Job {

    private static final int BATCH = 100;

    private final Deletion deletion;

    PurgeAccounts(Deletion deletion) {
        this.deletion = deletion;
    }

    @Override
    public String name() {
        return "purge-accounts";
    }

    @Override
    public String description() {
        return "Removes for good the accounts that were deleted long enough ago, with their mail.";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    @Override
    public void run(Progress progress) {
        for (var due = deletion.due(BATCH); !due.isEmpty(); due = deletion.due(BATCH)) {
            for (var account : due) {
                deletion.purge(account);
                progress.done(1);
            }
        }
    }
}
