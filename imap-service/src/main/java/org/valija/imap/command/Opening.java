package org.valija.imap.command;

import java.io.IOException;
import org.valija.imap.parse.MailboxName;
import org.valija.imap.respond.FlagsText;
import org.valija.imap.respond.Refusal;
import org.valija.imap.respond.ResponseCode;
import org.valija.imap.respond.Responses;
import org.valija.imap.state.Authenticated;
import org.valija.imap.state.Selected;
import org.valija.imap.state.SelectedMailbox;
import org.valija.imap.state.SelectedMailbox.Opened;
import org.valija.imap.state.State;
import org.valija.imap.state.Unselected;
import org.valija.mailbox.api.MailboxException;

/** What SELECT and EXAMINE have in common: RFC 3501, 6.3.1 and 6.3.2. */
record Opening(MailboxName name, boolean readOnly) {

    State run(Authenticated state, Responses out) throws IOException {
        var unselected = close(state, out);
        try {
            var opened = SelectedMailbox.open(unselected, name, readOnly);
            answer(opened, out);
            return new Selected(unselected.client(), unselected.user(), opened.mailbox());
        } catch (MailboxException e) {
            // The mailbox that was selected before is no more: RFC 3501, 6.3.1
            out.no(Refusal.of(e));
            return unselected;
        }
    }

    private static Unselected close(Authenticated state, Responses out) throws IOException {
        return switch (state) {
            case Unselected unselected -> unselected;
            case Selected selected -> {
                out.untaggedOk(ResponseCode.CLOSED, "Previous mailbox closed");
                yield selected.unselect();
            }
        };
    }

    private void answer(Opened opened, Responses out) throws IOException {
        var mailbox = opened.mailbox();
        var status = opened.state().status();
        out.untagged("FLAGS " + FlagsText.defined(mailbox.keywords()));
        var permanent = readOnly ? "()" : FlagsText.permanent(mailbox.keywords());
        out.untaggedOk(ResponseCode.permanentFlags(permanent), readOnly ? "Read-only mailbox" : "Flags permitted");
        out.untagged(mailbox.uids().size() + " EXISTS");
        out.untagged(mailbox.recent().size() + " RECENT");
        var firstUnseen = opened.state().firstUnseen();
        if (firstUnseen != null && mailbox.sequenceNumber(firstUnseen) > 0) {
            out.untaggedOk(ResponseCode.unseen(mailbox.sequenceNumber(firstUnseen)), "First unseen message");
        }
        out.untaggedOk(ResponseCode.uidValidity(status.uidValidity()), "UIDs valid");
        out.untaggedOk(ResponseCode.uidNext(status.uidNext()), "Predicted next UID");
        if (readOnly) {
            out.ok(ResponseCode.READ_ONLY, "EXAMINE completed");
        } else {
            out.ok(ResponseCode.READ_WRITE, "SELECT completed");
        }
    }
}
