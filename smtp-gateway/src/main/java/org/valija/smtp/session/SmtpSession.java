package org.valija.smtp.session;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.valija.line.Awaited;
import org.valija.line.BareLineEndException;
import org.valija.line.Errors;
import org.valija.line.IdleTimeoutException;
import org.valija.line.LineConnection;
import org.valija.line.LineOverrunException;
import org.valija.line.LineTooLongException;
import org.valija.line.StoppingException;
import org.valija.line.TraceId;
import org.valija.line.sasl.SaslExchange;
import org.valija.line.tls.TlsSession;
import org.valija.mailbox.api.account.SessionsApi;
import org.valija.mailbox.api.delivery.RecipientsApi;
import org.valija.mailbox.api.greylist.GreylistApi;
import org.valija.mailbox.api.submission.SubmissionsApi;
import org.valija.smtp.command.Command;
import org.valija.smtp.command.CommandAny;
import org.valija.smtp.command.CommandReady;
import org.valija.smtp.command.CommandTransaction;
import org.valija.smtp.command.Commands;
import org.valija.smtp.command.Conversation;
import org.valija.smtp.command.Ehlo;
import org.valija.smtp.command.Helo;
import org.valija.smtp.command.Lhlo;
import org.valija.smtp.data.DotStuffedMessage;
import org.valija.smtp.data.IncomingMessage;
import org.valija.smtp.data.Receiver;
import org.valija.smtp.judge.Judge;
import org.valija.smtp.parse.SyntaxException;
import org.valija.smtp.parse.SyntaxException.Fault;
import org.valija.smtp.reply.Reply;
import org.valija.smtp.reply.SmtpReplies;
import org.valija.smtp.settings.Policy;
import org.valija.smtp.settings.Role;
import org.valija.smtp.state.Closed;
import org.valija.smtp.state.Connected;
import org.valija.smtp.state.FailedTransaction;
import org.valija.smtp.state.MailTransaction;
import org.valija.smtp.state.Ready;
import org.valija.smtp.state.State;

/** One client, from greeting to close. */
final class SmtpSession implements Conversation {

    private final LineConnection connection;
    private final Policy policy;
    private final Mailboxes mailboxes;
    private final Errors errors;
    private final Guesses guesses;
    private final Refusals refusals;
    private final Presence presence;
    private State state = new Connected();
    /** Being answered; null if it could not be read, or there was none. */
    private @Nullable Command command;

    private boolean tooManyErrors;
    /** How many transactions were begun. */
    private int messages;

    SmtpSession(LineConnection connection, Policy policy, Mailboxes mailboxes) {
        this.connection = connection;
        this.policy = policy;
        this.mailboxes = mailboxes;
        this.errors = new Errors(policy.errors());
        this.guesses = new Guesses(policy.patience());
        this.refusals = new Refusals(mailboxes.rejections(), connection, policy);
        this.presence = new Presence(mailboxes.live(), connection);
    }

    /** Serves until the session is closed; the switch is the order of commands of RFC 5321, 4.1.4. */
    void serve() throws IOException {
        try (presence) {
            awaitSilence();
            send(Reply.of(220, policy.hostName() + (policy.role() == Role.LMTP ? " LMTP" : " ESMTP") + " Valija"));
            while (!(state instanceof Closed)) {
                try {
                    state = switch (state) {
                        case Connected s -> connected(s, read());
                        case Ready s -> ready(s, read());
                        case MailTransaction s -> transaction(s, read());
                        case FailedTransaction s -> failed(s, read());
                        case Closed s -> s;
                    };
                    presence.follow(state.user());
                } catch (SyntaxException e) {
                    refuse(e);
                }
            }
        } catch (ClosingException e) {
            send(e.reply());
        } catch (StoppingException _) {
            send(
                    presence.disconnected()
                            ? Reply.of(421, "4.0.0", policy.hostName() + " closing: disconnected by an administrator")
                            : Reply.of(421, "4.3.2", policy.hostName() + " is shutting down"));
        } catch (IdleTimeoutException _) {
            send(Reply.of(421, "4.4.2", policy.hostName() + " waited too long"));
        } catch (LineOverrunException _) {
            send(Reply.of(421, "4.7.0", policy.hostName() + " gives up on a line without end"));
        }
    }

    /** A client must wait for the greeting, RFC 5321, 4.3.1; what can't wait is no mail server. */
    private void awaitSilence() throws IOException {
        boolean talks = policy.patience().greeting().isZero()
                ? connection.inputWaiting()
                : connection.awaitInput(policy.patience().greeting()) == Awaited.INPUT;
        if (talks) {
            throw new ClosingException(Reply.of(554, "5.5.0", policy.hostName() + " did not greet you yet; closing"));
        }
    }

    private Command read() throws IOException {
        if (tooManyErrors) {
            throw new ClosingException(Reply.of(421, "4.7.0", policy.hostName() + " closing: too many errors"));
        }
        command = null;
        connection.readTimeout(policy.timeouts().command());
        try {
            var line = connection.readLine().utf8();
            var next = Commands.read(line.orElseThrow(() -> new SyntaxException(Fault.COMMAND, "UTF-8")));
            command = next;
            requireInStep(next);
            return next;
        } catch (LineTooLongException _) {
            throw new SyntaxException(Fault.LINE_TOO_LONG, "shorter line");
        } catch (BareLineEndException _) {
            throw new SyntaxException(Fault.BARE_LINE_END, "CRLF at the end of a line");
        }
    }

    /** Before it knows that we take commands in groups, a client has to wait for each reply: RFC 2920, 3.1. */
    private void requireInStep(Command command) throws IOException {
        boolean grouping = !(command instanceof Ehlo) && !(command instanceof Helo) && !(command instanceof Lhlo);
        if (!(grouping && state.isExtended()) && sentAhead()) {
            throw new ClosingException(Reply.of(554, "5.5.0", "Wait for the reply before the next command; closing"));
        }
    }

    @Override
    public boolean sentAhead() throws IOException {
        return connection.inputWaiting();
    }

    @Override
    public Command nextCommand() throws IOException {
        while (true) {
            try {
                return read();
            } catch (SyntaxException e) {
                refuse(e);
            }
        }
    }

    private void refuse(SyntaxException e) throws IOException {
        var reply = SmtpReplies.of(e);
        if (e.fault() == Fault.CHUNK_SIZE) {
            // What follows would be taken for commands
            throw new ClosingException(reply);
        }
        send(reply);
    }

    private State connected(Connected state, Command command) throws IOException {
        return switch (command) {
            case CommandAny c -> c.run(state, this);
            case CommandReady _, CommandTransaction _ ->
                outOfSequence(policy.role() == Role.LMTP ? "Say LHLO first" : "Say EHLO first");
        };
    }

    private State ready(Ready state, Command command) throws IOException {
        return switch (command) {
            case CommandAny c -> c.run(state, this);
            case CommandReady c -> c.run(state, this);
            case CommandTransaction _ -> outOfSequence("Begin with MAIL");
        };
    }

    private State transaction(MailTransaction state, Command command) throws IOException {
        return switch (command) {
            case CommandAny c -> c.run(state, this);
            case CommandTransaction c -> c.run(state, this);
            case CommandReady _ -> outOfSequence("Finish the mail transaction, or RSET");
        };
    }

    private State failed(FailedTransaction state, Command command) throws IOException {
        return switch (command) {
            case CommandAny c -> c.run(state, this);
            case CommandReady c -> c.run(state.ready(), this);
            case CommandTransaction _ -> outOfSequence("The transaction failed; RSET");
        };
    }

    private State outOfSequence(String what) throws IOException {
        send(Reply.of(503, "5.5.1", what));
        return state;
    }

    @Override
    public void send(Reply reply) throws IOException {
        connection.write(reply.octets());
        refusals.report(reply, state, command);
        if (reply.isClientError()) {
            tooManyErrors = errors.tooMany();
        }
    }

    @Override
    public String ask(String challenge) throws IOException {
        send(Reply.of(334, challenge));
        return connection.readSecretLine(SaslExchange.MAX_RESPONSE).latin1();
    }

    @Override
    public void startTls() throws IOException {
        connection.startTls();
    }

    @Override
    public IncomingMessage message() {
        connection.readTimeout(policy.timeouts().data());
        return new DotStuffedMessage(connection.dotStuffed());
    }

    @Override
    public InputStream chunk(long size) {
        connection.readTimeout(policy.timeouts().data());
        return connection.literal(size);
    }

    @Override
    public void refuseUnknown(Reply reply) throws IOException {
        boolean goesOn = guesses.unknownRecipient();
        send(reply);
        if (!goesOn) {
            throw new ClosingException(
                    Reply.of(421, "4.7.0", policy.hostName() + " closing: too many unknown recipients"));
        }
    }

    @Override
    public void refuseLogin(Reply reply) throws IOException {
        guesses.failedLogin();
        send(reply);
    }

    @Override
    public int messages() {
        return messages;
    }

    @Override
    public Judge judge() {
        return mailboxes.judge();
    }

    @Override
    public GreylistApi greylist() {
        return mailboxes.greylist();
    }

    @Override
    public SubmissionsApi submissions() {
        return mailboxes.submissions();
    }

    @Override
    public String nextTraceId() {
        messages++;
        return TraceId.next();
    }

    @Override
    public Policy policy() {
        return policy;
    }

    @Override
    public InetSocketAddress client() {
        return connection.client();
    }

    @Override
    public Optional<TlsSession> tls() {
        return connection.tls();
    }

    @Override
    public RecipientsApi recipients() {
        return mailboxes.recipients();
    }

    @Override
    public SessionsApi sessions() {
        return mailboxes.sessions();
    }

    @Override
    public Receiver receiver() {
        return mailboxes.receiver();
    }
}
