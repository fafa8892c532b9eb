package org.valija.imap.command;

import java.io.IOException;
import org.valija.imap.parse.AppendMessage;
import org.valija.imap.parse.Arguments;
import org.valija.imap.parse.MailboxName;
import org.valija.imap.respond.Refusal;
import org.valija.imap.respond.ResponseCode;
import org.valija.imap.respond.Responses;
import org.valija.imap.state.Authenticated;
import org.valija.imap.state.Selected;
import org.valija.imap.state.State;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.UidSet;
import org.valija.mailbox.api.message.Appended;
import org.valija.mailbox.api.stream.CborSequence;

/**
 * APPEND puts messages into a mailbox: all of them, or none. They stream from the client to the mailbox service, which
 * stores them when all of the command has come and is right.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9051.html#section-6.3.12">RFC 9051, 6.3.12</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3502.html#section-6.3.11">RFC 3502, 6.3.11</a>
 */
public record Append(MailboxName mailbox, AppendedMessages messages) implements CommandAuth {

    /** {@code "APPEND" SP mailbox 1*append-message} */
    static Append read(Arguments in) {
        var mailbox = in.sp().mailbox();
        return new Append(mailbox, new AppendedMessages(AppendMessage.read(in), in, true));
    }

    @Override
    public State run(Authenticated state, Responses out) throws IOException {
        long limit = state.client().terms().appendLimit();
        try {
            messages.check(out.enabled(), limit);
            var content = CborSequence.of(to -> messages.send(to, out.enabled(), limit));
            var appended = state.user().deposit().append(mailbox, content);
            tellIfSelected(state, appended, out);
            out.ok(ResponseCode.appendUid(appended.uidValidity(), appended.uids()), "APPEND completed");
        } catch (AppendRefused e) {
            e.answer(out);
        } catch (MailboxException e) {
            out.no(Refusal.toTarget(e));
        }
        return state;
    }

    /** Who appends to the selected mailbox is told at once that it grew: RFC 9051, 6.3.12. */
    private static void tellIfSelected(Authenticated state, Appended appended, Responses out) throws IOException {
        if (state instanceof Selected selected && selected.mailbox().id().equals(appended.mailbox())) {
            var own = new OwnChange(UidSet.empty(), appended.uids(), appended.keywords(), appended.highestModseq());
            own.tell(selected, out);
        }
    }
}
