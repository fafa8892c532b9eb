package org.valija.imap.command;

import java.util.List;
import org.valija.imap.parse.SelectParameters.Known;
import org.valija.imap.parse.SelectParameters.Match;
import org.valija.mailbox.api.UidSet;
import org.valija.mailbox.api.mailbox.MailboxState;
import org.valija.mailbox.api.message.MessageFlags;

/**
 * What a client that comes back has to hear.
 *
 * @param known what it knew
 * @param now the mailbox, and what happened since
 * @param uids of all messages there are
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7162.html#section-3.2.5.1">RFC 7162, 3.2.5.1</a>
 */
record Resynchronisation(Known known, MailboxState now, UidSet uids) {

    /** The messages that it may know of. */
    private UidSet named() {
        var ever = UidSet.range(1, now.status().uidNext() - 1);
        return known.uids() == null ? ever : known.uids().intersect(ever);
    }

    /** Those of them that are gone: exactly, or where it was away for too long, all that are not there. */
    UidSet vanished() {
        if (now.vanishedComplete()) {
            return now.vanished().intersect(named());
        }
        var match = known.match();
        long heardOf = match == null ? 0 : heardOf(match);
        return named().minus(UidSet.range(1, heardOf)).minus(uids);
    }

    /** What still has the sequence number that the client remembers had nothing removed before it: RFC 7162, 3.2.5.2. */
    private long heardOf(Match match) {
        long heardOf = 0;
        for (int i = 0; i < match.uids().size(); i++) {
            long number = match.sequenceNumbers().at(i);
            long uid = match.uids().at(i);
            if (number > uids.size() || uids.at((int) number - 1) != uid) {
                break;
            }
            heardOf = uid;
        }
        return heardOf;
    }

    /** Those of them whose flags may have changed. */
    List<MessageFlags> changed() {
        var named = named();
        return now.changed().stream()
                .filter(message -> named.contains(message.uid().value()))
                .toList();
    }
}
