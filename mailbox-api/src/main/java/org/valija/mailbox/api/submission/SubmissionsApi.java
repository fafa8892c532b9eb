package org.valija.mailbox.api.submission;

import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** Counts what users send, so that a stolen password does not send a million messages. For protocol services. */
@HttpExchange("/v1/submissions")
public interface SubmissionsApi {

    /**
     * Counts one message of an account, before it is taken: its limits hold over all replicas together.
     *
     * @param submission whose message, and to how many
     * @throws org.valija.mailbox.api.MailboxException.TooSoon if the account has sent as much as it may in an hour or a day;
     *     nothing has been counted
     */
    @PostExchange
    void count(@RequestBody Submission submission);
}
