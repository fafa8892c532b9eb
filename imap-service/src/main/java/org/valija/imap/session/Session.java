package org.valija.imap.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.valija.imap.command.Command;
import org.valija.imap.command.CommandAny;
import org.valija.imap.command.CommandAuth;
import org.valija.imap.command.CommandNonauth;
import org.valija.imap.command.CommandSelect;
import org.valija.imap.command.Commands;
import org.valija.imap.parse.SyntaxException;
import org.valija.imap.respond.Refusal;
import org.valija.imap.respond.ResponseCode;
import org.valija.imap.respond.Responses;
import org.valija.imap.state.Authenticated;
import org.valija.imap.state.Changes;
import org.valija.imap.state.Client;
import org.valija.imap.state.LoggedOut;
import org.valija.imap.state.NotAuthenticated;
import org.valija.imap.state.Selected;
import org.valija.imap.state.State;
import org.valija.imap.state.Unselected;
import org.valija.line.BareLineEndException;
import org.valija.line.Errors;
import org.valija.line.IdleTimeoutException;
import org.valija.line.LineConnection;
import org.valija.line.LineException;
import org.valija.line.LineOverrunException;
import org.valija.line.LineTooLongException;
import org.valija.line.StoppingException;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.UidSet;
import org.valija.mailbox.api.stream.SourceException;

/** One client, from greeting to close. */
final class Session {

    private static final Logger log = LoggerFactory.getLogger(Session.class);

    private final LineConnection connection;
    private final ImapProperties properties;
    private final Client client;
    private final Responses out;
    private final CommandMeters meters;
    private final CommandReader reader;
    private final Errors errors;
    private State state;
    private int commandsBeforeLogin;
    private boolean tooManyErrors;

    Session(
            LineConnection connection,
            ImapProperties properties,
            Client client,
            Responses out,
            CommandMeters meters,
            State state) {
        this.connection = connection;
        this.properties = properties;
        this.client = client;
        this.out = out;
        this.meters = meters;
        this.reader = new CommandReader(connection, out, properties);
        this.errors = new Errors(properties.limits().errors());
        this.state = state;
    }

    /** Serves until the client is logged out, by itself or by us. */
    void serve() throws IOException {
        try {
            connection.readTimeout(properties.timeouts().line());
            out.greeting(ResponseCode.capability(client.capabilities(state)));
            while (!(state instanceof LoggedOut)) {
                if (awaitCommand()) {
                    state = answerCommand();
                }
            }
        } catch (StoppingException _) {
            out.bye(null, "Server is shutting down, come back soon");
        } catch (IdleTimeoutException _) {
            out.bye(null, "Waited too long for the rest of a command");
        } catch (LineOverrunException _) {
            out.bye(null, "Line too long");
        } catch (RuntimeException e) {
            log.error("session ends because of a fault", e);
            out.bye(ResponseCode.SERVERBUG, "Internal error");
        }
    }

    /** Waits for a command to begin; false if it is worth another look, or the session is over. */
    private boolean awaitCommand() throws IOException {
        var ended = client.watch().ended();
        if (ended != null) {
            state = leave(ended);
            return false;
        }
        out.full(client.watch().takeFull());
        if (connection.inputWaiting()) {
            return true;
        }
        return switch (connection.awaitCommand(patience())) {
            case INPUT -> true;
            case WOKEN -> false;
            case TIMEOUT -> {
                state = leave("Autologout: idle for too long");
                yield false;
            }
        };
    }

    private Duration patience() {
        return state instanceof Authenticated
                ? properties.timeouts().autologout()
                : properties.timeouts().login();
    }

    /** @return the state after the command */
    private State answerCommand() throws IOException {
        Command command = null;
        long begin = System.nanoTime();
        var next = state;
        boolean expired = false;
        try {
            command = read();
            next = run(command);
        } catch (SyntaxException e) {
            refuse(e);
        } catch (LineException e) {
            refuse(e);
        } catch (SourceException e) {
            if (!(e.source() instanceof LineException bad)) {
                throw e.source();
            }
            refuse(bad);
        } catch (UncheckedIOException e) {
            if (!(e.getCause() instanceof LineException bad)) {
                throw e.getCause();
            }
            refuse(bad);
        } catch (MailboxException e) {
            out.no(Refusal.of(e));
            expired = e instanceof MailboxException.NotAuthenticated;
        }
        next = finish(command, next);
        meters.record(command, out.answer(), Duration.ofNanos(System.nanoTime() - begin));
        // Nothing can be done for a user whose token is no longer good
        return expired ? leave("Log in again") : next;
    }

    private Command read() throws IOException {
        var in = reader.next();
        out.begin(in.tag());
        return Commands.read(in.sp());
    }

    /** The state diagram of RFC 9051, 3: what each state allows. */
    private State run(Command command) throws IOException {
        return switch (state) {
            case NotAuthenticated s ->
                switch (command) {
                    case CommandAny c -> c.run(s, client, out);
                    case CommandNonauth c -> c.run(s, out);
                    case CommandAuth _, CommandSelect _ -> outOfPlace("Log in first");
                };
            case Unselected s ->
                switch (command) {
                    case CommandAny c -> c.run(s, client, out);
                    case CommandAuth c -> c.run(s, out);
                    case CommandNonauth _ -> outOfPlace("Logged in already");
                    case CommandSelect _ -> outOfPlace("Select a mailbox first");
                };
            case Selected s ->
                switch (command) {
                    case CommandAny c -> c.run(s, client, out);
                    case CommandAuth c -> c.run(s, out);
                    case CommandSelect c -> c.run(s, out);
                    case CommandNonauth _ -> outOfPlace("Logged in already");
                };
            case LoggedOut s -> s;
        };
    }

    private State outOfPlace(String text) {
        out.bad(null, text);
        tooManyErrors |= errors.tooMany();
        return state;
    }

    private void refuse(SyntaxException e) {
        tooManyErrors |= errors.tooMany();
        switch (e) {
            case SyntaxException.BadCharset bad -> {
                if (bad.saving() && state instanceof Selected selected) {
                    selected.mailbox().save(UidSet.empty());
                }
                out.no(ResponseCode.BADCHARSET, e.text());
            }
            case SyntaxException.Limit _ -> out.no(ResponseCode.LIMIT, e.text());
            case SyntaxException.LiteralTooBig _ -> out.bad(ResponseCode.TOOBIG, e.text());
            default -> out.bad(null, e.text());
        }
    }

    private void refuse(LineException e) {
        tooManyErrors |= errors.tooMany();
        switch (e) {
            case LineTooLongException _ -> out.bad(null, "Line too long");
            case BareLineEndException _ -> out.bad(null, "Bare CR or LF in a line");
        }
    }

    /** Reads past what is left of the command, tells what others did, and sends the tagged response. */
    private State finish(@Nullable Command command, State after) throws IOException {
        if (!reader.finish()) {
            out.complete();
            return leave("Literal too big");
        }
        var next = tellChanges(command, after);
        out.complete();
        if (next instanceof NotAuthenticated && ++commandsBeforeLogin >= properties.commandsBeforeLogin()) {
            return leave("Too many commands without a login");
        }
        return tooManyErrors && !(next instanceof LoggedOut) ? leave("Too many errors") : next;
    }

    private State tellChanges(@Nullable Command command, State after) throws IOException {
        if (!(after instanceof Selected selected)) {
            return after;
        }
        boolean mayExpunge = !(command instanceof CommandSelect c) || c.mayExpunge();
        var changes = new Changes(selected.mailbox(), out);
        try {
            var news = client.watch().takeNews(selected.mailbox().modseq());
            if (news != null) {
                changes.tell(selected.mailboxes(), news, mayExpunge);
            } else if (mayExpunge) {
                changes.tellGone();
            }
            return after;
        } catch (MailboxException.NotFound _) {
            out.complete();
            return leave("The selected mailbox was deleted");
        } catch (MailboxException.NotAuthenticated _) {
            out.complete();
            return leave("Log in again");
        } catch (MailboxException e) {
            // The command itself is done; what others did will be told another time
            log.debug("could not ask for changes: {}", e.detail());
            client.watch().lookAgain();
            return after;
        }
    }

    private State leave(String reason) throws IOException {
        out.bye(null, reason);
        return new LoggedOut();
    }
}
