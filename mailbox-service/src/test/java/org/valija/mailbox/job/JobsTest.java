package org.valija.mailbox.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.job.JobRun;
import org.valija.mailbox.api.job.JobSummary;
import org.valija.mailbox.api.job.JobsApi;
import org.valija.mailbox.security.ServiceName;
import org.valija.mailbox.testing.MailboxServer;
import org.valija.mailbox.testing.RawHttp;
import org.valija.testkit.Database;
import org.valija.testkit.Eventually;
import org.valija.testkit.TestPostgres;

/** Jobs as administrators see and start them, through any of two replicas. */
class JobsTest {

    private static final String NAME = StepJob.NAME;

    private final Database database = TestPostgres.database();
    private final StepJob job = new StepJob(3);
    private final MailboxServer one = replica();
    private final JobsApi jobs = one.client().api(JobsApi.class);

    private MailboxServer replica() {
        return MailboxServer.on(
                database,
                job.inServer(),
                "mailbox.jobs.report=0s",
                "mailbox.jobs.history=3",
                "mailbox.jobs.every.forget-expunged=0s",
                "db-scheduler.polling-interval=100ms",
                "db-scheduler.heartbeat-interval=200ms",
                "db-scheduler.missed-heartbeats-limit=4");
    }

    @AfterEach
    void stop() {
        one.close();
    }

    private JobRun await(long id, JobRun.State state) {
        return new Eventually(Duration.ofSeconds(30))
                .get("the run is " + state, () -> jobs.getRun(NAME, id), run -> run.state() == state);
    }

    private static void awaitDone(JobsApi jobs, long id, long done) {
        Eventually.eventually(done + " steps", () -> jobs.getRun(NAME, id).done() == done);
    }

    @Test
    void everyJobSaysWhatItIsAndWhenItIsDue() {
        assertThat(jobs.list().items())
                .isSortedAccordingTo((a, b) -> a.name().compareTo(b.name()))
                .allSatisfy(known -> assertThat(known.description()).isNotBlank())
                .extracting(JobSummary::name)
                .contains("sweep-content", "forget-expunged", "event-partitions", NAME);
        var due = jobs.get("sweep-content");
        assertThat(due.every()).isEqualTo(Duration.ofMinutes(10));
        assertThat(due.nextRun()).isNotNull();
        var onlyOnRequest = jobs.get("forget-expunged");
        assertThat(onlyOnRequest.every()).isNull();
        assertThat(onlyOnRequest.nextRun()).isNull();
        assertThatThrownBy(() -> jobs.get("none")).isInstanceOf(MailboxException.NotFound.class);
        assertThatThrownBy(() -> jobs.run("none")).isInstanceOf(MailboxException.NotFound.class);
        assertThatThrownBy(() -> jobs.getRun(NAME, Long.MAX_VALUE)).isInstanceOf(MailboxException.NotFound.class);
    }

    @Test
    void aRequestIsAcceptedAndItsProgressIsSeenOnAnotherReplica() {
        var admin = new RawHttp(one.url(), MailboxServer.ADMIN_KEY);
        var accepted = admin.call("POST", "/v1/jobs/" + NAME + "/runs", "application/json", null);
        assertThat(accepted.status()).isEqualTo(202);
        long id = accepted.json().get("id").asLong();
        assertThat(accepted.json().get("trigger").asString()).isEqualTo("request");
        try (var two = replica()) {
            var there = two.client().api(JobsApi.class);
            job.allow(2);
            awaitDone(there, id, 2);
            var current = there.get(NAME).current();
            assertThat(current).isNotNull();
            assertThat(current.total()).isEqualTo(3);
            assertThat(current.message()).isEqualTo("stepping");
            assertThat(current.state()).isEqualTo(JobRun.State.RUNNING);
            job.allow(1);
            var ended = await(id, JobRun.State.SUCCEEDED);
            assertThat(ended.done()).isEqualTo(3);
            assertThat(ended.endedAt()).isAfterOrEqualTo(ended.startedAt());
            assertThat(there.get(NAME).last()).isEqualTo(ended);
            assertThat(there.get(NAME).current()).isNull();
        }
    }

    @Test
    void requestsWhileItRunsAreOneRunThatFollowsAndNeverTwoAtOnce() {
        try (var two = replica()) {
            var there = two.client().api(JobsApi.class);
            long first = jobs.run(NAME).id();
            await(first, JobRun.State.RUNNING);
            long second = there.run(NAME).id();
            assertThat(second).isGreaterThan(first);
            assertThat(jobs.run(NAME).id()).isEqualTo(second);
            assertThat(jobs.getRun(NAME, second).state()).isEqualTo(JobRun.State.WAITING);
            job.allow(6);
            await(second, JobRun.State.SUCCEEDED);
            assertThat(jobs.getRun(NAME, first).state()).isEqualTo(JobRun.State.SUCCEEDED);
            assertThat(job.mostAtOnce()).isEqualTo(1);
        }
    }

    @Test
    void aRunOfAReplicaThatDiedIsTakenOverAndGoesOnUnderItsId() {
        long id = jobs.run(NAME).id();
        await(id, JobRun.State.RUNNING);
        // As if the replica had frozen: it holds the run, and its heartbeats have stopped long ago
        Eventually.eventually("another replica goes on", () -> {
            database.execute("update scheduled_tasks set last_heartbeat = now() - interval '1 hour' where picked");
            return jobs.getRun(NAME, id).attempt() == 2;
        });
        // What was frozen wakes up, and finds at its next checkpoint that the run is its no more
        job.allow(3);
        assertThat(await(id, JobRun.State.SUCCEEDED).attempt()).isEqualTo(2);
    }

    @Test
    void aStopEndsARunAtItsNextCheckpointAndAnotherReplicaGoesOn() {
        try (var two = replica()) {
            long id = jobs.run(NAME).id();
            var first = await(id, JobRun.State.RUNNING);
            var runsIt = isRunBy(one, first) ? one : two;
            var other = runsIt == one ? two : one;
            runsIt.stop();
            var there = other.client().api(JobsApi.class);
            Eventually.eventually(
                    "the other one goes on", () -> there.getRun(NAME, id).attempt() == 2);
            assertThat(there.getRun(NAME, id).replica()).isNotEqualTo(first.replica());
            job.allow(3);
            Eventually.eventually("it succeeds", () -> there.getRun(NAME, id).state() == JobRun.State.SUCCEEDED);
        }
    }

    private static boolean isRunBy(MailboxServer server, JobRun run) {
        return server.bean(Replica.class).name().equals(run.replica());
    }

    @Test
    void aFailedRunSaysSoAndIsTriedAgainSoon() {
        job.fail(true);
        job.allow(1);
        long id = jobs.run(NAME).id();
        var failed = await(id, JobRun.State.FAILED);
        assertThat(failed.message()).contains("IllegalStateException").doesNotContain("a step that fails");
        Eventually.eventually("due in 5 minutes, not in an hour", () -> {
            var next = jobs.get(NAME).nextRun();
            return next != null && next.isBefore(failed.endedAt().plus(Duration.ofMinutes(6)));
        });
    }

    @Test
    void onlyTheLatestRunsAreKeptAndListedByPages() {
        job.allow(100);
        var ids = LongStream.range(0, 5).map(_ -> one.runJob(NAME).id()).boxed().toList();
        Eventually.eventually(
                "three are left", () -> jobs.runs(NAME, null, null).items().size() == 3);
        var page = jobs.runs(NAME, null, 2);
        assertThat(page.items()).extracting(JobRun::id).containsExactly(ids.get(4), ids.get(3));
        var rest = jobs.runs(NAME, page.next(), 2);
        assertThat(rest.items()).extracting(JobRun::id).containsExactly(ids.get(2));
        assertThat(rest.next()).isNull();
    }

    @Test
    void onlyAdministratorsSeeJobs() {
        var smtp = new RawHttp(one.url(), MailboxServer.credential(ServiceName.SMTP));
        assertThat(smtp.get("/v1/jobs").status()).isEqualTo(403);
        assertThat(new RawHttp(one.url(), null).get("/v1/jobs").status()).isEqualTo(401);
    }
}
