package org.valija.smtp.session;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.valija.line.LineConnection;
import org.valija.line.TraceId;
import org.valija.mailbox.api.client.RejectionReporter;
import org.valija.mailbox.api.event.EventData.MessageRejected;
import org.valija.mailbox.api.event.EventData.RejectionStage;
import org.valija.smtp.command.Bdat;
import org.valija.smtp.command.Command;
import org.valija.smtp.command.Data;
import org.valija.smtp.command.Mail;
import org.valija.smtp.command.Rcpt;
import org.valija.smtp.reply.Reply;
import org.valija.smtp.settings.Policy;
import org.valija.smtp.settings.Role;
import org.valija.smtp.state.FailedTransaction;
import org.valija.smtp.state.HeloName;
import org.valija.smtp.state.MailTransaction;
import org.valija.smtp.state.Ready;
import org.valija.smtp.state.State;
import org.valija.smtp.state.User;

/** Reports what is refused on one connection, so that somebody can say why a message did not arrive. */
final class Refusals {

    /** Faults in the protocol, that say nothing of a message: RFC 5321, 4.2.2. */
    private static final Set<Integer> OF_THE_PROTOCOL = Set.of(500, 501, 502, 503, 504, 555);

    private final RejectionReporter reporter;
    private final LineConnection connection;
    private final Policy policy;

    Refusals(RejectionReporter reporter, LineConnection connection, Policy policy) {
        this.reporter = reporter;
        this.connection = connection;
        this.policy = policy;
    }

    /**
     * Reports a reply, if it is a refusal of mail, or ends the connection.
     *
     * @param command that it answers; null if it answers none
     */
    void report(Reply reply, State state, @Nullable Command command) {
        var stage = stage(command);
        boolean ofMail = stage != RejectionStage.CONNECTION && !OF_THE_PROTOCOL.contains(reply.code());
        if (reply.code() < 400 || !(ofMail || reply.isClosing() || reply.code() == 554)) {
            return;
        }
        var transaction = state instanceof MailTransaction it ? it : null;
        var helo = helo(state);
        reporter.report(new MessageRejected(
                state.user().map(User::account).orElse(null),
                stage,
                policy.role() == Role.LMTP ? "LMTP" : "ESMTP",
                connection.client().getAddress().getHostAddress(),
                helo == null ? null : helo.name().toString(),
                reversePath(transaction, command),
                command instanceof Rcpt rcpt ? rcpt.forwardPath().toString() : null,
                reply.toString(),
                reason(reply, stage),
                transaction == null ? TraceId.current() : transaction.traceId()));
    }

    private static RejectionStage stage(@Nullable Command command) {
        return switch (command) {
            case Mail _ -> RejectionStage.SENDER;
            case Rcpt _ -> RejectionStage.RECIPIENT;
            case Data _, Bdat _ -> RejectionStage.CONTENT;
            case null, default -> RejectionStage.CONNECTION;
        };
    }

    private static @Nullable HeloName helo(State state) {
        return switch (state) {
            case Ready s -> s.helo();
            case MailTransaction s -> s.ready().helo();
            case FailedTransaction s -> s.ready().helo();
            default -> null;
        };
    }

    private static @Nullable String reversePath(@Nullable MailTransaction transaction, @Nullable Command command) {
        if (transaction != null) {
            return transaction.reversePath().toString();
        }
        return command instanceof Mail mail ? mail.reversePath().toString() : null;
    }

    /** Once published, a word stays. */
    private static String reason(Reply reply, RejectionStage stage) {
        return switch (reply.status()) {
            case "5.1.1" -> "unknown-recipient";
            case "4.2.2" -> "mailbox-full";
            case "5.3.4" -> "too-large";
            case "4.5.3" -> "too-many-recipients";
            case "5.4.6" -> "mail-loop";
            case "5.6.0" -> "bad-content";
            case "5.7.0" -> "authentication-required";
            case "4.3.0", "4.3.5" -> "store-unavailable";
            case "4.3.2" -> "shutting-down";
            case "4.4.2" -> "timeout";
            case "4.7.1" -> stage == RejectionStage.RECIPIENT ? "greylisted" : "limit";
            case "5.7.1" -> "policy";
            case "4.7.0", "5.5.0" -> "abuse";
            default -> "refused";
        };
    }
}
