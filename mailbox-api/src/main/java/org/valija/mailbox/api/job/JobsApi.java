package org.valija.mailbox.api.job;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;
import org.valija.mailbox.api.Page;

/** The jobs of the service, seen alike through every replica. For administrators. */
@HttpExchange("/v1/jobs")
public interface JobsApi {

    /** All jobs in the order of their names, on one page. */
    @GetExchange
    Page<JobSummary> list();

    /**
     * One job.
     *
     * @throws org.valija.mailbox.api.MailboxException.NotFound if there is no such job
     */
    @GetExchange("/{name}")
    JobSummary get(@PathVariable String name);

    /**
     * Asks for a run now, or as soon as the one that is going on has ended; and answers before it begins. Who asks while
     * another request waits gets that one's run.
     *
     * @throws org.valija.mailbox.api.MailboxException.NotFound if there is no such job
     */
    @PostExchange("/{name}/runs")
    JobRun run(@PathVariable String name);

    /** Runs of a job, the latest first. Only some are kept. */
    @GetExchange("/{name}/runs")
    Page<JobRun> runs(
            @PathVariable String name,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit);

    /**
     * One run of a job.
     *
     * @throws org.valija.mailbox.api.MailboxException.NotFound if the job has no such run, or it is no longer kept
     */
    @GetExchange("/{name}/runs/{id}")
    JobRun getRun(@PathVariable String name, @PathVariable long id);
}
