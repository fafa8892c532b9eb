package org.valija.imap.command;

import java.io.IOException;
import java.util.List;
import org.valija.imap.parse.AppendMessage;
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
import org.valija.mailbox.api.Uid;
import org.valija.mailbox.api.UidSet;
import org.valija.mailbox.api.message.Replaced;
import org.valija.mailbox.api.stream.CborSequence;

/**
 * REPLACE puts a message into the place of another: both happens, or neither.
 *
 * @param old the one message that goes
 * @param to the mailbox that the new one goes to
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8508.html#section-3.2">RFC 8508, 3.2</a>
 */
public record Replace(Numbering numbering, SequenceSet old, MailboxName to, AppendedMessages message)
        implements CommandSelect {

    /** {@code "REPLACE" SP seq-number SP mailbox append-message} */
    static Replace read(Arguments in) {
        return read(Numbering.SEQUENCE, in);
    }

    /** {@code "UID" SP replace} */
    static Replace readUid(Arguments in) {
        return read(Numbering.UID, in);
    }

    private static Replace read(Numbering numbering, Arguments in) {
        var old = in.sp().seqNumber();
        var to = in.sp().mailbox();
        return new Replace(numbering, old, to, new AppendedMessages(AppendMessage.read(in), in, false));
    }

    @Override
    public State run(Selected state, Responses out) throws IOException {
        if (state.mailbox().isReadOnly()) {
            out.no(ResponseCode.READ_ONLY, "Mailbox was opened by EXAMINE");
            return state;
        }
        var gone = state.mailbox().resolve(old, numbering);
        if (gone.isEmpty()) {
            out.no(null, "No such message");
            return state;
        }
        try {
            answer(state, gone, replace(state, gone, out), out);
        } catch (AppendRefused e) {
            e.answer(out);
        } catch (MailboxException.Gone _) {
            state.client().watch().lookAgain();
            out.no(ResponseCode.EXPUNGEISSUED, "The message is gone");
        } catch (MailboxException e) {
            out.no(Refusal.toTarget(e));
        }
        return state;
    }

    private Replaced replace(Selected state, UidSet gone, Responses out) {
        long limit = state.client().terms().appendLimit();
        message.check(out.enabled(), limit);
        var content = CborSequence.of(to -> message.send(to, out.enabled(), limit));
        return state.messages().replace(new Uid(gone.min()), to, content);
    }

    /** The client learns the new UID before it learns that the old message is gone: RFC 8508, 4.3. */
    private void answer(Selected state, UidSet gone, Replaced replaced, Responses out) throws IOException {
        var uid = UidSet.of(replaced.uid().value());
        out.untaggedOk(ResponseCode.appendUid(replaced.uidValidity(), uid), "Replacement is stored");
        boolean within = replaced.mailbox().equals(state.mailbox().id());
        var added = within ? uid : UidSet.empty();
        var keywords = within ? message.first().flags().keywords() : List.<String>of();
        new OwnChange(gone, added, keywords, replaced.highestModseq()).complete(state, "REPLACE completed", out);
    }
}
