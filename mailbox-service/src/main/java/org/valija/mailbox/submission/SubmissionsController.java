package org.valija.mailbox.submission;

import org.springframework.web.bind.annotation.RestController;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.submission.Submission;
import org.valija.mailbox.api.submission.SubmissionsApi;

/** {@code /v1/submissions}. */
@RestController
final class SubmissionsController implements SubmissionsApi {

    private final Submissions submissions;

    SubmissionsController(Submissions submissions) {
        this.submissions = submissions;
    }

    @Override
    public void count(Submission submission) {
        if (submission.recipients() < 1) {
            throw new MailboxException.Invalid("recipients", "at least 1");
        }
        submissions.count(submission);
    }
}
