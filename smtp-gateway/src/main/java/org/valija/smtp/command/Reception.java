package org.valija.smtp.command;

import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.valija.mailbox.api.MailboxException;
import org.valija.smtp.data.IncomingMessage;
import org.valija.smtp.data.RefusedContentException;
import org.valija.smtp.data.Trace;
import org.valija.smtp.reply.Reply;
import org.valija.smtp.reply.SmtpReplies;
import org.valija.smtp.settings.Role;
import org.valija.smtp.state.Closed;
import org.valija.smtp.state.FailedTransaction;
import org.valija.smtp.state.MailTransaction;
import org.valija.smtp.state.State;

/** What DATA and BDAT do alike: take the message, and say what became of it. */
final class Reception {

    private static final Logger LOG = LoggerFactory.getLogger(Reception.class);

    private Reception() {}

    /** @return the state after it */
    static State take(MailTransaction state, IncomingMessage message, Conversation client) throws IOException {
        var policy = client.policy();
        var trace = Trace.of(
                state,
                policy.hostName(),
                policy.role() == Role.LMTP,
                client.client().getAddress(),
                client.tls());
        try {
            for (var reply : replies(state, trace, message, client)) {
                LOG.info(
                        "{} from <{}> to {} by {} from {}: {}",
                        trace.id(),
                        state.reversePath(),
                        state.addresses(),
                        trace.protocol(),
                        trace.client().getHostAddress(),
                        reply);
                client.send(reply);
            }
        } catch (ChunkedMessage.AbandonedException e) {
            return e.instead().run(state.ready(), client);
        }
        if (message.atEnd()) {
            return state.ready();
        }
        // One who goes on long after the limit is not listened to until the end
        return message.isAnswerable() ? new FailedTransaction(state.ready()) : new Closed();
    }

    private static List<Reply> replies(MailTransaction state, Trace trace, IncomingMessage message, Conversation client)
            throws IOException {
        boolean each = client.policy().role() == Role.LMTP;
        try {
            var report = client.receiver().take(state, trace, message, client.policy());
            return each
                    ? SmtpReplies.toEachRecipient(report, state.recipients(), trace.id())
                    : List.of(SmtpReplies.toData(report, trace.id()));
        } catch (RefusedContentException e) {
            return answers(SmtpReplies.of(e), each && message.atEnd(), state);
        } catch (MailboxException e) {
            return answers(SmtpReplies.toData(e), each && message.atEnd(), state);
        }
    }

    /** One answer, or the same for each recipient: RFC 2033, 4.2. */
    private static List<Reply> answers(Reply reply, boolean each, MailTransaction state) {
        return each ? state.recipients().stream().map(_ -> reply).toList() : List.of(reply);
    }
}
