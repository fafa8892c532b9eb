package org.valija.imap.command;

import java.io.IOException;
import java.time.Duration;
import org.valija.imap.parse.Arguments;
import org.valija.imap.respond.Responses;
import org.valija.imap.state.Authenticated;
import org.valija.imap.state.Changes;
import org.valija.imap.state.LoggedOut;
import org.valija.imap.state.Selected;
import org.valija.imap.state.State;
import org.valija.mailbox.api.MailboxException;

/**
 * IDLE tells what others do to the selected mailbox as it happens, until the client says DONE.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9051.html#section-6.3.13">RFC 9051, 6.3.13</a>
 */
public record Idle() implements CommandAuth {

    /** How soon to ask again when the mailbox service was away. */
    private static final Duration RETRY = Duration.ofSeconds(2);

    /** {@code "IDLE" CRLF "DONE"} */
    static Idle read(Arguments in) {
        in.end();
        return new Idle();
    }

    @Override
    public State run(Authenticated state, Responses out) throws IOException {
        var client = state.client();
        out.continuation("idling");
        long begin = System.nanoTime();
        while (client.watch().ended() == null) {
            out.full(client.watch().takeFull());
            boolean told;
            try {
                told = tell(state, out);
            } catch (MailboxException.NotFound _) {
                // There is nothing that the session could go on with
                out.bye(null, "The selected mailbox was deleted");
                return new LoggedOut();
            }
            switch (client.await(told ? client.terms().stillHere() : RETRY)) {
                case INPUT -> {
                    if (client.readLine().equalsIgnoreCase("DONE")) {
                        out.ok("IDLE terminated");
                    } else {
                        out.bad(null, "Expected DONE");
                    }
                    return state;
                }
                case WOKEN -> {
                    // News, or the end: looked at above
                }
                case TIMEOUT -> {
                    if (System.nanoTime() - begin > client.terms().autologout().toNanos()) {
                        out.bye(null, "Autologout: idle for too long");
                        return new LoggedOut();
                    }
                    if (told) {
                        out.untagged("OK Still here");
                    }
                }
            }
        }
        return state;
    }

    /** @return false if the mailbox service is away, and the client may have missed something */
    private static boolean tell(Authenticated state, Responses out) throws IOException {
        if (!(state instanceof Selected selected)) {
            return true;
        }
        var changes = new Changes(selected.mailbox(), out);
        changes.tellGone();
        var news = selected.client().watch().takeNews(selected.mailbox().modseq());
        if (news != null) {
            try {
                changes.tell(selected.mailboxes(), news, true);
            } catch (MailboxException.Unavailable _) {
                selected.client().watch().lookAgain();
                return false;
            }
        }
        return true;
    }
}
