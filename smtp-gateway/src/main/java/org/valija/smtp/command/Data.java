package org.valija.smtp.command;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.valija.line.DotStuffedInput;
import org.valija.mailbox.api.MailboxException;
import org.valija.smtp.data.RefusedContentException;
import org.valija.smtp.data.Trace;
import org.valija.smtp.parse.Arguments;
import org.valija.smtp.reply.Reply;
import org.valija.smtp.reply.SmtpReplies;
import org.valija.smtp.settings.Role;
import org.valija.smtp.state.Closed;
import org.valija.smtp.state.MailTransaction;
import org.valija.smtp.state.Recipient;
import org.valija.smtp.state.State;

/**
 * DATA sends the message. 250 is said only after all of its recipients have it, committed.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5321.html#section-4.1.1.4">RFC 5321, 4.1.1.4</a>
 */
public record Data() implements CommandTransaction {

    private static final Logger LOG = LoggerFactory.getLogger(Data.class);

    /** {@code data = "DATA" CRLF} */
    static Data read(Arguments in) {
        in.end();
        return new Data();
    }

    @Override
    public State run(MailTransaction state, Conversation client) throws IOException {
        if (state.recipients().isEmpty()) {
            // RFC 2920, 3.1: pipelined after RCPTs that all failed
            client.send(Reply.of(554, "5.5.1", "No valid recipients"));
            return state;
        }
        client.send(Reply.of(354, "Start mail input; end with <CRLF>.<CRLF>"));
        var message = client.message();
        var trace = Trace.of(
                state,
                client.nextTraceId(),
                client.policy().hostName(),
                client.client().getAddress(),
                client.tls());
        var reply = take(state, trace, message, client);
        LOG.info(
                "{} from <{}> to {} by {} from {}: {}",
                trace.id(),
                state.reversePath(),
                state.recipients().stream().map(Recipient::address).toList(),
                trace.protocol(),
                trace.client().getHostAddress(),
                reply);
        client.send(reply);
        // One who goes on long after the limit is not listened to until the end
        return message.atEnd() ? state.ready() : new Closed();
    }

    private static Reply take(MailTransaction state, Trace trace, DotStuffedInput message, Conversation client)
            throws IOException {
        var receiver = client.receiver();
        try {
            var report = client.policy().role() == Role.SUBMISSION
                    ? receiver.submit(state, trace, message)
                    : receiver.receive(state, trace, message);
            return SmtpReplies.toData(report, trace.id());
        } catch (RefusedContentException e) {
            return SmtpReplies.of(e);
        } catch (MailboxException e) {
            return SmtpReplies.toData(e);
        }
    }
}
