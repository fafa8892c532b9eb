package org.valija.imap.parse;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.UidSet;

/**
 * What SELECT and EXAMINE are asked for besides a mailbox.
 *
 * @param condstore whether the client wants to follow modification sequences
 * @param qresync what the client knows of the mailbox from another time
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7162.html#section-3.2.5">RFC 7162, 3.2.5</a>
 */
public record SelectParameters(boolean condstore, Optional<Known> qresync) {

    /**
     * @param modseq up to which the client knows everything; at least 1
     * @param uids that the client knows of; null for all that there have been
     * @param match numbers of messages that the client remembers; null if it tells none
     */
    public record Known(
            long uidValidity,
            long modseq,
            @Nullable UidSet uids,
            @Nullable Match match) {}

    /** The n-th UID is that of the message with the n-th sequence number: RFC 7162, 3.2.5.2. */
    public record Match(UidSet sequenceNumbers, UidSet uids) {}

    /** {@code [SP "(" select-param *(SP select-param) ")"]} */
    public static SelectParameters read(Arguments in) {
        boolean condstore = false;
        var qresync = Optional.<Known>empty();
        if (in.skip(' ')) {
            in.expect('(');
            do {
                switch (in.word(Vocabulary.Place.PARAMETER)) {
                    case "CONDSTORE" -> condstore = true;
                    case "QRESYNC" -> qresync = Optional.of(known(in.sp()));
                    default -> throw new SyntaxException("No such parameter of SELECT");
                }
            } while (in.skip(' '));
            in.expect(')');
        }
        return new SelectParameters(condstore, qresync);
    }

    /** {@code "(" uidvalidity SP mod-sequence-value [SP known-uids] [SP seq-match-data] ")"} */
    private static Known known(Arguments in) {
        in.expect('(');
        long uidValidity = in.nzNumber();
        long modseq = in.sp().modSequenceValue();
        UidSet uids = null;
        Match match = null;
        if (in.skip(' ')) {
            if (in.peek() != '(') {
                uids = in.sequenceSet().numbers();
                match = in.skip(' ') ? match(in) : null;
            } else {
                match = match(in);
            }
        }
        in.expect(')');
        return new Known(uidValidity, modseq, uids, match);
    }

    /** {@code seq-match-data = "(" known-sequence-set SP known-uid-set ")"} */
    private static Match match(Arguments in) {
        in.expect('(');
        var numbers = in.sequenceSet().numbers();
        var uids = in.sp().sequenceSet().numbers();
        in.expect(')');
        if (numbers.size() != uids.size()) {
            throw new SyntaxException("As many sequence numbers as UIDs are needed");
        }
        return new Match(numbers, uids);
    }
}
