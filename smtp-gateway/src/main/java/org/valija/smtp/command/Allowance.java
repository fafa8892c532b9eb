package org.valija.smtp.command;

import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.submission.Submission;
import org.valija.smtp.reply.Reply;
import org.valija.smtp.reply.SmtpReplies;
import org.valija.smtp.state.MailTransaction;

/** How much a user may send: asked before the message comes, and counted. */
final class Allowance {

    private Allowance() {}

    /** Null if the message may come: always where nobody logged in. */
    static @Nullable Reply refusal(MailTransaction state, Conversation client) {
        if (state.user().isEmpty()) {
            return null;
        }
        try {
            var account = state.user().get().account();
            client.submissions().count(new Submission(account, state.addresses().size()));
            return null;
        } catch (MailboxException.TooSoon _) {
            return Reply.of(450, "4.7.1", "You have sent as much as you may for now; try again later");
        } catch (MailboxException e) {
            return SmtpReplies.toData(e);
        }
    }
}
