package org.valija.smtp.session;

import org.valija.mailbox.api.account.SessionsApi;
import org.valija.mailbox.api.client.LiveSessions;
import org.valija.mailbox.api.client.RejectionReporter;
import org.valija.mailbox.api.delivery.RecipientsApi;
import org.valija.mailbox.api.greylist.GreylistApi;
import org.valija.mailbox.api.submission.SubmissionsApi;
import org.valija.smtp.data.Receiver;
import org.valija.smtp.judge.Judge;

/**
 * What all sessions ask: mailbox-service who is here, who may log in and send how much, who came before, to take a
 * message, to hear of refusals and to show who is logged in; and the judge what to think of strangers.
 */
record Mailboxes(
        RecipientsApi recipients,
        SessionsApi sessions,
        SubmissionsApi submissions,
        GreylistApi greylist,
        RejectionReporter rejections,
        LiveSessions live,
        Judge judge,
        Receiver receiver) {}
