package org.valija.pop3.session;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.valija.line.Awaited;
import org.valija.line.DotStuffingOutput;
import org.valija.line.Errors;
import org.valija.line.IdleTimeoutException;
import org.valija.line.Line;
import org.valija.line.LineConnection;
import org.valija.line.LineException;
import org.valija.line.StoppingException;
import org.valija.line.TlsMode;
import org.valija.line.sasl.Authenticator;
import org.valija.line.sasl.SaslExchange;
import org.valija.line.sasl.SaslMechanisms;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.account.UserSession;
import org.valija.mailbox.api.client.LiveSessions;
import org.valija.mailbox.api.maildrop.MaildropLimits;
import org.valija.pop3.command.AuthorizationCommand;
import org.valija.pop3.command.Capa;
import org.valija.pop3.command.Command;
import org.valija.pop3.command.Commands;
import org.valija.pop3.command.Entrance;
import org.valija.pop3.command.Lang;
import org.valija.pop3.command.Quit;
import org.valija.pop3.command.Step;
import org.valija.pop3.command.TransactionCommand;
import org.valija.pop3.parse.SyntaxException;
import org.valija.pop3.reply.Refusals;
import org.valija.pop3.reply.Reply;
import org.valija.pop3.reply.ResponseCode;
import org.valija.pop3.state.Maildrops;
import org.valija.pop3.state.NoSuchMessage;
import org.valija.pop3.state.OpenMaildrop;
import org.valija.pop3.state.State;
import org.valija.pop3.state.State.Authorization;
import org.valija.pop3.state.State.Closed;
import org.valija.pop3.state.State.TlsNegotiation;
import org.valija.pop3.state.State.Transaction;
import org.valija.pop3.state.State.Update;
import org.valija.pop3.state.StoreAuthenticator;

/** One client, from greeting to close. */
final class Pop3Session implements Entrance {

    /** How long a client may think before what was read ahead for it is given up. */
    private static final Duration REST = Duration.ofSeconds(2);

    /** How long a session whose maildrop is lost may take to say so. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private static final int BUFFER = 16 * 1024;

    private final LineConnection connection;
    private final Policy policy;
    private final Maildrops maildrops;
    private final LiveSessions live;
    private final Errors errors;
    private @Nullable OpenMaildrop opened;
    private LiveSessions.@Nullable Session shown;

    /** By an administrator, on another thread. */
    private volatile boolean disconnected;

    /** @param live where administrators see who is logged in */
    Pop3Session(LineConnection connection, Policy policy, Maildrops maildrops, LiveSessions live) {
        this.connection = connection;
        this.policy = policy;
        this.maildrops = maildrops;
        this.live = live;
        errors = new Errors(policy.errors());
    }

    /** Serves the client; the switch is the state diagram of RFC 1939, 3. */
    void serve() throws IOException {
        connection.readTimeout(policy.autologout());
        try {
            send(Reply.ok("POP3 server ready"));
            State state = Authorization.START;
            while (!(state instanceof Closed)) {
                state = switch (state) {
                    case Authorization s -> authorization(s);
                    case TlsNegotiation _ -> tlsNegotiation();
                    case Transaction s -> transaction(s);
                    case Update s -> update(s);
                    case Closed s -> s;
                };
            }
        } catch (IdleTimeoutException _) {
            // RFC 1939, 3: the session ends without entering the UPDATE state
            close(Reply.err("idle for too long"));
        } catch (StoppingException _) {
            close(Reply.err(ResponseCode.SYS_TEMP, "server is stopping"));
        } finally {
            if (shown != null) {
                shown.close();
            }
            if (opened != null) {
                opened.close();
            }
        }
    }

    private State authorization(Authorization state) throws IOException {
        try {
            return switch (read()) {
                case AuthorizationCommand c -> take(c.run(state, this));
                case Capa c -> stay(state, c.run(this));
                case Lang c -> stay(state, c.run());
                case Quit _ -> close(Reply.ok("bye"));
                case TransactionCommand _ -> mistake(state, "log in first");
            };
        } catch (SyntaxException | LineException e) {
            return mistake(state, e.getMessage());
        }
    }

    /** Whoever fails to log in, in whatever way, may not try for ever. */
    private State take(Step step) throws IOException {
        send(step.reply());
        boolean failed = step.reply() instanceof Reply.Status status && !status.positive();
        return failed && errors.tooMany() ? close(Reply.err("too many errors")) : step.next();
    }

    private State tlsNegotiation() throws IOException {
        connection.startTls();
        return Authorization.START;
    }

    private State transaction(Transaction state) throws IOException {
        if (!awaitsInput(state.maildrop())) {
            return close(Reply.err("idle for too long"));
        }
        if (disconnected) {
            return close(Reply.err(ResponseCode.SYS_TEMP, "disconnected by an administrator"));
        }
        var lost = state.maildrop().lost();
        if (lost != null) {
            return close(Refusals.toUpdate(lost));
        }
        try {
            return switch (read()) {
                case TransactionCommand c -> stay(state, run(c, state.maildrop()));
                case Capa c -> stay(state, c.run(this, state.maildrop().terms()));
                case Lang c -> stay(state, c.run());
                case Quit _ -> new Update(state.maildrop());
                case AuthorizationCommand _ -> mistake(state, "already logged in");
            };
        } catch (SyntaxException | LineException e) {
            return mistake(state, e.getMessage());
        }
    }

    /** False if the client has nothing to say; comes back soon when the maildrop is lost. */
    private boolean awaitsInput(OpenMaildrop maildrop) throws IOException {
        if (connection.awaitCommand(REST) != Awaited.TIMEOUT) {
            return true;
        }
        maildrop.rest();
        return connection.awaitInput(policy.autologout()) != Awaited.TIMEOUT;
    }

    private static Reply run(TransactionCommand command, OpenMaildrop maildrop) {
        try {
            return command.run(maildrop);
        } catch (NoSuchMessage e) {
            return Reply.err(String.valueOf(e.getMessage()));
        } catch (MailboxException e) {
            return Refusals.toTransaction(e);
        }
    }

    /** RFC 1939, 6: whether or not all could be deleted, the session ends. */
    private State update(Update state) throws IOException {
        try {
            state.maildrop().update();
            return close(Reply.ok("bye"));
        } catch (MailboxException e) {
            return close(Refusals.toUpdate(e));
        }
    }

    private State mistake(State state, @Nullable String text) throws IOException {
        send(Reply.err(String.valueOf(text)));
        return errors.tooMany() ? close(Reply.err("too many errors")) : state;
    }

    private State stay(State state, Reply reply) throws IOException {
        send(reply);
        return state;
    }

    /** The client sees the reply before anything is tidied up. */
    private State close(Reply reply) throws IOException {
        send(reply);
        connection.flush();
        return new Closed();
    }

    private Command read() throws IOException {
        return Commands.read(text(connection.readLine()));
    }

    /** Names and passwords may be UTF-8 (RFC 6856, 2.1); what is not is read octet by octet, and matches nothing. */
    private static String text(Line line) {
        return line.utf8().orElseGet(line::latin1);
    }

    private void send(Reply reply) throws IOException {
        switch (reply) {
            case Reply.Status status -> connection.writeLine(status.line());
            case Reply.Listing listing -> {
                connection.writeLine(listing.status().line());
                for (Iterator<String> lines = listing.lines().iterator(); lines.hasNext(); ) {
                    connection.writeLine(lines.next());
                }
                connection.writeLine(".");
            }
            case Reply.Message message -> {
                connection.writeLine(message.status().line());
                var stuffed = new DotStuffingOutput(connection.out());
                transfer(message.content(), stuffed);
                // Only after all of it: a message that broke off must not look whole
                stuffed.close();
            }
        }
    }

    private void disconnect() {
        disconnected = true;
        Thread.ofVirtual().name("pop3-disconnect").start(this::lost);
    }

    /** On another thread: the session says why it ends, unless its client takes nothing of a message that is on its way. */
    private void lost() {
        connection.wake();
        try {
            Thread.sleep(LAST_WORDS);
            connection.close();
        } catch (InterruptedException _) {
            // It has ended
        }
    }

    /** Who may not have the maildrop any more gets no more of it, however long the message. */
    private void transfer(InputStream content, OutputStream out) throws IOException {
        var buffer = new byte[BUFFER];
        for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
            if (disconnected || (opened != null && opened.lost() != null)) {
                throw new IOException("the maildrop was lost within a message");
            }
            out.write(buffer, 0, count);
        }
    }

    @Override
    public boolean offersTls() {
        return policy.tls() == TlsMode.STARTTLS && !connection.isTls();
    }

    @Override
    public Optional<MaildropLimits> limits() {
        return maildrops.limits().get();
    }

    @Override
    public boolean takesPasswords() {
        return connection.isTls()
                || policy.loopbackAuth() && connection.client().getAddress().isLoopbackAddress();
    }

    @Override
    public String ask(String challenge) throws IOException {
        connection.writeLine("+ " + challenge);
        return connection.readSecretLine(SaslExchange.MAX_RESPONSE).latin1();
    }

    @Override
    public SaslMechanisms mechanisms() {
        return SaslMechanisms.over(connection.tls(), policy.saslMechanisms());
    }

    @Override
    public Authenticator<UserSession> authenticator() {
        return new StoreAuthenticator(maildrops.sessions(), clientAddress());
    }

    @Override
    public OpenMaildrop open(UserSession user) {
        opened = maildrops.open(user, this::lost);
        shown = live.opened(user.account(), clientAddress(), this::disconnect);
        return opened;
    }

    private String clientAddress() {
        return connection.client().getAddress().getHostAddress();
    }
}
