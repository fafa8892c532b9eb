package org.valija.imap.command;

import java.io.IOException;
import org.valija.imap.parse.Arguments;
import org.valija.imap.parse.MailboxName;
import org.valija.imap.parse.SequenceSet;
import org.valija.imap.respond.Refusal;
import org.valija.imap.respond.ResponseCode;
import org.valija.imap.respond.Responses;
import org.valija.imap.state.Numbering;
import org.valija.imap.state.Selected;
import org.valija.imap.state.State;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.UidSet;

/**
 * COPY puts copies of messages at the end of a mailbox: of all of them, or of none.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9051.html#section-6.4.7">RFC 9051, 6.4.7</a>
 */
public record Copy(Numbering numbering, SequenceSet set, MailboxName to) implements CommandSelect {

    /** {@code "COPY" SP sequence-set SP mailbox} */
    static Copy read(Arguments in) {
        return read(Numbering.SEQUENCE, in);
    }

    /** {@code "UID" SP copy} */
    static Copy readUid(Arguments in) {
        return read(Numbering.UID, in);
    }

    private static Copy read(Numbering numbering, Arguments in) {
        var copy = new Copy(numbering, in.sp().sequenceSet(), in.sp().mailbox());
        in.end();
        return copy;
    }

    @Override
    public State run(Selected state, Responses out) throws IOException {
        var uids = state.mailbox().resolve(set, numbering);
        if (uids.isEmpty()) {
            out.ok("COPY completed, no messages");
            return state;
        }
        try {
            var copied = state.messages().copy(uids, to);
            if (copied.mailbox().equals(state.mailbox().id())) {
                new OwnChange(UidSet.empty(), copied.uids(), copied.highestModseq()).tell(state, out);
            }
            if (copied.from().isEmpty()) {
                out.no(ResponseCode.EXPUNGEISSUED, "The messages are gone");
            } else {
                out.ok(ResponseCode.copyUid(copied.uidValidity(), copied.from(), copied.uids()), "COPY completed");
            }
        } catch (MailboxException e) {
            out.no(Refusal.toTarget(e));
        }
        return state;
    }
}
