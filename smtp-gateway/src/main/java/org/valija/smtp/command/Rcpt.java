package org.valija.smtp.command;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.delivery.ResolvedRecipient;
import org.valija.mailbox.api.greylist.GreylistAttempt;
import org.valija.smtp.judge.Network;
import org.valija.smtp.judge.Verdict;
import org.valija.smtp.parse.AddressLiteral;
import org.valija.smtp.parse.Arguments;
import org.valija.smtp.parse.ForwardPath;
import org.valija.smtp.parse.RcptParameters;
import org.valija.smtp.parse.SyntaxException;
import org.valija.smtp.parse.SyntaxException.Fault;
import org.valija.smtp.reply.Reply;
import org.valija.smtp.reply.SmtpReplies;
import org.valija.smtp.state.MailTransaction;
import org.valija.smtp.state.Recipient;
import org.valija.smtp.state.State;

/**
 * RCPT names one recipient. Whether the mail would be delivered is asked now, as the sender can still be told apart.
 *
 * <p>What is before the last @ is a name and nothing else: percent hack, bang path and quoted addresses in it lead
 * nowhere, and the source route is ignored.
 *
 * @param forwardPath whom the message is for
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5321.html#section-4.1.1.3">RFC 5321, 4.1.1.3</a>
 */
public record Rcpt(ForwardPath forwardPath, RcptParameters parameters) implements CommandTransaction {

    /** {@code rcpt = "RCPT TO:" ( "<Postmaster@" Domain ">" / "<Postmaster>" / Forward-path ) [SP Rcpt-parameters] CRLF} */
    static Rcpt read(Arguments in) {
        return new Rcpt(ForwardPath.read(in.sp().keyword("TO:")), RcptParameters.read(in));
    }

    @Override
    public State run(MailTransaction state, Conversation client) throws IOException {
        if (!forwardPath.isAscii() && !state.parameters().smtpUtf8()) {
            throw new SyntaxException(Fault.NOT_ASCII, "SMTPUTF8 in MAIL, as the address is not ASCII");
        }
        if (state.recipients().size() >= client.policy().message().recipients()) {
            client.send(Reply.of(452, "4.5.3", "Too many recipients; send the rest in another transaction"));
            return state;
        }
        try {
            var resolved = resolve(state, client);
            if (!resolved.local() && (state.user().isEmpty() || isLiteral())) {
                client.send(SmtpReplies.notLocal(client.policy().role()));
                return state;
            }
            var unwanted = unwanted(state, resolved.address(), client);
            if (unwanted != null) {
                client.send(unwanted);
                return state;
            }
            client.send(Reply.of(250, "2.1.5", "Recipient OK"));
            return state.with(new Recipient(forwardPath, parameters, resolved.address()));
        } catch (MailboxException.NotFound e) {
            client.refuseUnknown(SmtpReplies.toRcpt(e));
            return state;
        } catch (MailboxException e) {
            client.send(SmtpReplies.toRcpt(e));
            return state;
        }
    }

    /** What a stranger hears who has to come again, or not at all. The postmaster hears everybody: RFC 5321, 4.5.1. */
    private @Nullable Reply unwanted(MailTransaction state, String address, Conversation client) {
        if (state.prior().isEmpty() || address.regionMatches(true, 0, "postmaster@", 0, "postmaster@".length())) {
            return null;
        }
        var prior = state.prior().get();
        var verdict = client.judge().verdict(prior);
        if (verdict.action() == Verdict.Action.REJECT) {
            return Reply.of(550, "5.7.1", "Not wanted: " + verdict.reason());
        }
        var delay = client.judge().greylist(prior);
        if (delay.isZero()) {
            return null;
        }
        var answer = client.greylist()
                .attempt(new GreylistAttempt(
                        Network.of(client.client().getAddress()),
                        state.reversePath().toString(),
                        address,
                        delay));
        return answer.passed()
                ? null
                : Reply.of(
                        450,
                        "4.7.1",
                        "Greylisted; try again in " + (answer.comeBackIn().toSeconds() + 1) + " s");
    }

    /** A mailbox belongs to a domain; an address of a host, even ours, has none. */
    private boolean isLiteral() {
        return forwardPath instanceof ForwardPath.To to && to.mailbox().domain() instanceof AddressLiteral;
    }

    private ResolvedRecipient resolve(MailTransaction state, Conversation client) {
        if (isLiteral()) {
            return new ResolvedRecipient(forwardPath.toString(), false);
        }
        return client.recipients()
                .resolve(forwardPath.toString(), state.parameters().size());
    }
}
