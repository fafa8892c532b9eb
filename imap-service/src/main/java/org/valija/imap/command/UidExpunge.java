package org.valija.imap.command;

import java.io.IOException;
import org.valija.imap.parse.Arguments;
import org.valija.imap.parse.SequenceSet;
import org.valija.imap.respond.Responses;
import org.valija.imap.state.Numbering;
import org.valija.imap.state.Selected;
import org.valija.imap.state.State;

/**
 * UID EXPUNGE removes for good those among some messages that have the flag deleted.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4315.html#section-2.1">RFC 4315, 2.1</a>
 */
public record UidExpunge(SequenceSet uids) implements CommandSelect {

    /** {@code "UID" SP "EXPUNGE" SP sequence-set} */
    static UidExpunge read(Arguments in) {
        var expunge = new UidExpunge(in.sp().sequenceSet());
        in.end();
        return expunge;
    }

    @Override
    public State run(Selected state, Responses out) throws IOException {
        return Expunge.run(state, state.mailbox().resolve(uids, Numbering.UID), out);
    }
}
