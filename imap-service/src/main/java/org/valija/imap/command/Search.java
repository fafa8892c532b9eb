package org.valija.imap.command;

import java.io.IOException;
import java.util.List;
import org.valija.imap.parse.Arguments;
import org.valija.imap.parse.SearchKey;
import org.valija.imap.parse.SearchProgram;
import org.valija.imap.respond.Responses;
import org.valija.imap.state.Numbering;
import org.valija.imap.state.Selected;
import org.valija.imap.state.SelectedMailbox;
import org.valija.imap.state.State;
import org.valija.mailbox.api.message.SearchCriteria;

/**
 * SEARCH tells which messages match.
 *
 * @param numbering what the answer's numbers are
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3501.html#section-6.4.4">RFC 3501, 6.4.4</a>
 */
// Not yet: RFC 4731, ESEARCH
public record Search(Numbering numbering, SearchKey key) implements CommandSelect {

    /** {@code "SEARCH" SP search-program} */
    static Search read(Arguments in) {
        return read(Numbering.SEQUENCE, in);
    }

    /** {@code "UID" SP "SEARCH" SP search-program} */
    static Search readUid(Arguments in) {
        return read(Numbering.UID, in);
    }

    private static Search read(Numbering numbering, Arguments in) {
        var search = new Search(numbering, SearchProgram.read(in.sp()));
        in.end();
        return search;
    }

    @Override
    public State run(Selected state, Responses out) throws IOException {
        var mailbox = state.mailbox();
        var criteria = criteria(key, mailbox);
        // What the client has not been told of has no number yet
        var found = state.messages().search(criteria).intersect(mailbox.uids());
        var numbers = switch (numbering) {
            case UID -> found.stream();
            case SEQUENCE -> found.stream().map(mailbox::sequenceNumber);
        };
        out.search(numbers.iterator());
        out.ok("SEARCH completed");
        return state;
    }

    /** Puts in what only this session knows: sequence numbers, {@code *}, and which messages are recent. */
    private static SearchCriteria criteria(SearchKey key, SelectedMailbox mailbox) {
        return switch (key) {
            case SearchKey.Plain plain -> plain.criteria();
            case SearchKey.Sequence sequence ->
                new SearchCriteria.Uids(mailbox.resolve(sequence.set(), Numbering.SEQUENCE));
            case SearchKey.Uids uids -> new SearchCriteria.Uids(mailbox.resolve(uids.set(), Numbering.UID));
            case SearchKey.Recent _ -> new SearchCriteria.Uids(mailbox.recent());
            case SearchKey.And and ->
                new SearchCriteria.And(
                        and.all().stream().map(each -> criteria(each, mailbox)).toList());
            case SearchKey.Or or ->
                new SearchCriteria.Or(List.of(criteria(or.one(), mailbox), criteria(or.other(), mailbox)));
            case SearchKey.Not not -> new SearchCriteria.Not(criteria(not.key(), mailbox));
        };
    }

    @Override
    public boolean mayExpunge() {
        return numbering == Numbering.UID;
    }
}
