package org.valija.imap.command;

import java.io.IOException;
import org.valija.imap.parse.Arguments;
import org.valija.imap.respond.ResponseCode;
import org.valija.imap.respond.Responses;
import org.valija.imap.state.Selected;
import org.valija.imap.state.State;
import org.valija.mailbox.api.UidSet;

/**
 * EXPUNGE removes for good the messages that have the flag deleted.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9051.html#section-6.4.3">RFC 9051, 6.4.3</a>
 */
public record Expunge() implements CommandSelect {

    /** {@code "EXPUNGE"} */
    static Expunge read(Arguments in) {
        in.end();
        return new Expunge();
    }

    @Override
    public State run(Selected state, Responses out) throws IOException {
        // Not those that came since: the client can't have meant what it does not know of
        return run(state, state.mailbox().upToLast(), out);
    }

    /** Removes those among some messages: also what UID EXPUNGE does. */
    static State run(Selected state, UidSet uids, Responses out) throws IOException {
        if (state.mailbox().isReadOnly()) {
            out.no(ResponseCode.READ_ONLY, "Mailbox was opened by EXAMINE");
            return state;
        }
        if (uids.isEmpty()) {
            out.ok("EXPUNGE completed");
            return state;
        }
        var expunged = state.messages().expunge(uids);
        new OwnChange(expunged.uids(), UidSet.empty(), expunged.highestModseq())
                .complete(state, "EXPUNGE completed", out);
        return state;
    }
}
