package org.valija.imap.command;

import java.io.IOException;
import java.util.Optional;
import org.valija.imap.parse.GivenName;
import org.valija.imap.parse.MailboxName;
import org.valija.imap.parse.SelectParameters;
import org.valija.imap.respond.FlagsText;
import org.valija.imap.respond.Refusal;
import org.valija.imap.respond.ResponseCode;
import org.valija.imap.respond.Responses;
import org.valija.imap.state.Authenticated;
import org.valija.imap.state.Changes;
import org.valija.imap.state.Selected;
import org.valija.imap.state.SelectedMailbox;
import org.valija.imap.state.SelectedMailbox.Opened;
import org.valija.imap.state.State;
import org.valija.imap.state.Unselected;
import org.valija.mailbox.api.MailboxException;

/** What SELECT and EXAMINE have in common: RFC 9051, 6.3.2 and 6.3.3. */
record Opening(GivenName name, boolean readOnly, SelectParameters parameters) {

    State run(Authenticated state, Responses out) throws IOException {
        if (parameters.qresync().isPresent() && !out.enabled().qresync()) {
            out.bad(null, "ENABLE QRESYNC first");
            return state;
        }
        var unselected = close(state, out);
        if (parameters.condstore()) {
            unselected.followModseq(out);
        }
        try {
            var since = parameters.qresync().map(SelectParameters.Known::modseq).orElse(null);
            var opened = SelectedMailbox.open(
                    unselected, name.name(), readOnly, !out.enabled().imap4rev2(), since);
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
        if (out.enabled().imap4rev2()) {
            out.untagged(new OldName(new MailboxName(status.name()), name.given()).line(out));
        } else {
            recentAndUnseen(opened, out);
        }
        out.untaggedOk(ResponseCode.uidValidity(status.uidValidity()), "UIDs valid");
        out.untaggedOk(ResponseCode.uidNext(status.uidNext()), "Predicted next UID");
        out.untaggedOk(ResponseCode.highestModseq(status.highestModseq()), "Highest");
        out.untaggedOk(ResponseCode.mailboxId(status.id()), "Identifier of the mailbox");
        resynchronise(opened, parameters.qresync(), out);
        if (readOnly) {
            out.ok(ResponseCode.READ_ONLY, "EXAMINE completed");
        } else {
            out.ok(ResponseCode.READ_WRITE, "SELECT completed");
        }
    }

    /** What IMAP4rev2 has no more: RFC 9051, E. */
    private static void recentAndUnseen(Opened opened, Responses out) throws IOException {
        var mailbox = opened.mailbox();
        out.untagged(mailbox.recent().size() + " RECENT");
        var firstUnseen = opened.state().firstUnseen();
        if (firstUnseen != null && mailbox.sequenceNumber(firstUnseen) > 0) {
            out.untaggedOk(ResponseCode.unseen(mailbox.sequenceNumber(firstUnseen)), "First unseen message");
        }
    }

    private static void resynchronise(Opened opened, Optional<SelectParameters.Known> qresync, Responses out)
            throws IOException {
        // With another UIDVALIDITY nothing of what the client knows is true any more: RFC 7162, 3.2.5
        if (qresync.isEmpty()
                || qresync.get().uidValidity() != opened.state().status().uidValidity()) {
            return;
        }
        var changes = new Changes(opened.mailbox(), out);
        var resynchronisation = new Resynchronisation(
                qresync.get(), opened.state(), opened.mailbox().uids());
        changes.vanishedEarlier(resynchronisation.vanished());
        for (var message : resynchronisation.changed()) {
            changes.flags(message, true);
        }
    }
}
