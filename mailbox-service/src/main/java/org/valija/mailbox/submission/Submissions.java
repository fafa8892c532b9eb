package org.valija.mailbox.submission;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.submission.Submission;
import org.valija.mailbox.job.Job;
import org.valija.mailbox.job.Progress;
import org.valija.mailbox.transaction.Transactions;

/** What each account has sent, hour by hour. */
@Component
@EnableConfigurationProperties(SubmissionProperties.class)
final class Submissions implements Job {

    private static final Duration DAY = Duration.ofDays(1);

    private final JdbcClient jdbc;
    private final Transactions transactions;
    private final SubmissionProperties limits;
    private final Clock clock;

    Submissions(JdbcClient jdbc, Transactions transactions, SubmissionProperties limits, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.limits = limits;
        this.clock = clock;
    }

    /** What an account has sent, or may. */
    private record Sent(long messagesOfHour, long recipientsOfHour, long messagesOfDay, long recipientsOfDay) {}

    /** @throws MailboxException.TooSoon with nothing counted */
    void count(Submission submission) {
        transactions.run(() -> {
            var now = clock.instant();
            var hour = now.truncatedTo(ChronoUnit.HOURS);
            add(submission, hour);
            // After the row of this hour is locked: who counts at the same moment is seen, or waits
            require(sent(submission, hour, now));
        });
    }

    private void add(Submission submission, Instant hour) {
        int counted = jdbc.sql("""
                insert into submission as s (account_id, hour, messages, recipients)
                select id, :hour, 1, :recipients from account where id = :account
                on conflict (account_id, hour) do update
                set messages = s.messages + 1, recipients = s.recipients + excluded.recipients""")
                .param("account", submission.account().value())
                .param("hour", Timestamp.from(hour))
                .param("recipients", submission.recipients())
                .update();
        if (counted == 0) {
            throw new MailboxException.NotFound("no such account");
        }
    }

    private Sent sent(Submission submission, Instant hour, Instant now) {
        return jdbc.sql("""
                select sum(messages) filter (where hour = :hour), sum(recipients) filter (where hour = :hour),
                    sum(messages), sum(recipients)
                from submission where account_id = :account and hour > :yesterday""")
                .param("account", submission.account().value())
                .param("hour", Timestamp.from(hour))
                .param("yesterday", Timestamp.from(now.minus(DAY)))
                .query((row, _) -> new Sent(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)))
                .single();
    }

    private void require(Sent sent) {
        if (sent.messagesOfHour > limits.messagesAnHour() || sent.recipientsOfHour > limits.recipientsAnHour()) {
            throw new MailboxException.TooSoon("the account has sent as much as it may in an hour");
        }
        if (sent.messagesOfDay > limits.messagesADay() || sent.recipientsOfDay > limits.recipientsADay()) {
            throw new MailboxException.TooSoon("the account has sent as much as it may in a day");
        }
    }

    @Override
    public String name() {
        return "sweep-submissions";
    }

    @Override
    public String description() {
        return "Forgets what accounts have sent more than a day ago";
    }

    @Override
    public Duration every() {
        return DAY;
    }

    @Override
    public void run(Progress progress) {
        progress.done(jdbc.sql("delete from submission where hour < ?")
                .param(Timestamp.from(clock.instant().minus(DAY.plusHours(1))))
                .update());
    }
}
