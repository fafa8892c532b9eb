package org.valija.mailbox.job;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.Page;
import org.valija.mailbox.api.job.JobRun;
import org.valija.mailbox.api.job.JobSummary;
import org.valija.mailbox.api.job.JobsApi;
import org.valija.mailbox.web.Cursor;

@RestController
final class JobsController implements JobsApi {

    private final Jobs jobs;

    JobsController(Jobs jobs) {
        this.jobs = jobs;
    }

    @Override
    public Page<JobSummary> list() {
        return new Page<>(jobs.list(), null);
    }

    @Override
    public JobSummary get(String name) {
        return jobs.get(name);
    }

    @Override
    @ResponseStatus(HttpStatus.ACCEPTED)
    public JobRun run(String name) {
        return jobs.request(name);
    }

    @Override
    public Page<JobRun> runs(String name, @Nullable String cursor, @Nullable Integer limit) {
        int most = Cursor.limit(limit);
        return Cursor.page(jobs.runs(name, before(cursor), most + 1), most, run -> Long.toString(run.id()));
    }

    private static long before(@Nullable String cursor) {
        var key = Cursor.key(cursor);
        try {
            return key == null ? Long.MAX_VALUE : Long.parseLong(key);
        } catch (NumberFormatException _) {
            throw new MailboxException.Invalid("cursor", "not a cursor of this list");
        }
    }

    @Override
    public JobRun getRun(String name, long id) {
        return jobs.run(name, id);
    }
}
