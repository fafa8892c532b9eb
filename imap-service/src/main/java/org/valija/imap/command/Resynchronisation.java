package org.valija.imap.command;

import java.util.List;
import java.util.Objects;
import org.valija.imap.parse.SelectParameters.Known;
import org.valija.imap.parse.SelectParameters.Match;
import org.valija.mailbox.api.UidSet;
import org.valija.mailbox.api.mailbox.MailboxState;
import org.valija.mailbox.api.message.MessageFlags;

/**
 * What a client that comes back has to hear.
 *
 * @param known what it knew
 * @param now the mailbox, with all its UIDs and what happened since
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7162.html#section-3.2.5.1">RFC 7162, 3.2.5.1</a>
 */
record Resynchronisation(Known known, MailboxState now) {

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
        var uids = Objects.requireNonNullElse(now.uids(), UidSet.empty());
        var match = known.match();
        long heardOf = match == null ? 0 : heardOf(match, uids);
        return named().minus(UidSet.range(1, heardOf)).minus(uids);
    }

    /** What still has the sequence number that the client remembers had nothing removed before it: RFC 7162, 3.2.5.2. */
    private static long heardOf(Match match, UidSet uids) {
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
