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
import org.valija.mailbox.api.message.Copied;

/**
 * MOVE takes messages to the end of another mailbox: all of them, or none.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6851.html#section-3.1">RFC 6851, 3.1</a>
 */
public record Move(Numbering numbering, SequenceSet set, MailboxName to) implements CommandSelect {

    /** {@code "MOVE" SP sequence-set SP mailbox} */
    static Move read(Arguments in) {
        return read(Numbering.SEQUENCE, in);
    }

    /** {@code "UID" SP move} */
    static Move readUid(Arguments in) {
        return read(Numbering.UID, in);
    }

    private static Move read(Numbering numbering, Arguments in) {
        var move = new Move(numbering, in.sp().sequenceSet(), in.sp().mailbox());
        in.end();
        return move;
    }

    @Override
    public State run(Selected state, Responses out) throws IOException {
        if (state.mailbox().isReadOnly()) {
            out.no(ResponseCode.READ_ONLY, "Mailbox was opened by EXAMINE");
            return state;
        }
        var uids = state.mailbox().resolve(set, numbering);
        if (uids.isEmpty()) {
            out.ok("MOVE completed, no messages");
            return state;
        }
        Copied moved;
        try {
            moved = state.messages().move(uids, to);
        } catch (MailboxException e) {
            out.no(Refusal.toTarget(e));
            return state;
        }
        answer(state, moved, out);
        return state;
    }

    /** The client learns the new UIDs before it learns that the old ones are gone: RFC 6851, 4.3. */
    private static void answer(Selected state, Copied moved, Responses out) throws IOException {
        if (moved.from().isEmpty()) {
            out.no(ResponseCode.EXPUNGEISSUED, "The messages are gone");
            return;
        }
        out.untaggedOk(ResponseCode.copyUid(moved.uidValidity(), moved.from(), moved.uids()), "Moved");
        // What it moved within the mailbox is new to the client
        boolean within = moved.mailbox().equals(state.mailbox().id());
        var added = within ? moved.uids() : UidSet.empty();
        new OwnChange(moved.from(), added, moved.highestModseq()).complete(state, "MOVE completed", out);
    }
}
