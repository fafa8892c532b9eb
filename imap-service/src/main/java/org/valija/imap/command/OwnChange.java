package org.valija.imap.command;

import java.io.IOException;
import java.util.List;
import org.valija.imap.respond.ResponseCode;
import org.valija.imap.respond.Responses;
import org.valija.imap.state.Changes;
import org.valija.imap.state.Selected;
import org.valija.mailbox.api.UidSet;

/**
 * What a command did to the selected mailbox: the answer to the call that did it tells all that the client has to hear,
 * unless others have been there at the same time. Then it is asked for with what they did.
 *
 * @param removed messages that are gone
 * @param added messages that came
 * @param keywords that these may have
 * @param highestModseq of the mailbox, afterwards
 */
record OwnChange(UidSet removed, UidSet added, List<String> keywords, long highestModseq) {

    /** With no keywords but those that the mailbox has already. */
    OwnChange(UidSet removed, UidSet added, long highestModseq) {
        this(removed, added, List.of(), highestModseq);
    }

    void tell(Selected state, Responses out) throws IOException {
        var mailbox = state.mailbox();
        var changes = new Changes(mailbox, out);
        changes.expunge(removed);
        if (mailbox.changedAlone(highestModseq, !removed.isEmpty() || !added.isEmpty())) {
            changes.keywords(keywords);
            changes.exist(added);
            mailbox.changedTo(highestModseq);
        } else {
            state.client().watch().lookAgain();
        }
    }

    /** The same, and the tagged response to a command that removes messages: RFC 7162, 3.2.7. */
    void complete(Selected state, String text, Responses out) throws IOException {
        tell(state, out);
        if (out.enabled().qresync() && !removed.isEmpty()) {
            out.ok(() -> ResponseCode.highestModseq(state.mailbox().modseq()), text);
        } else {
            out.ok(text);
        }
    }
}
