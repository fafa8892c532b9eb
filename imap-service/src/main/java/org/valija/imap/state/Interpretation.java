package org.valija.imap.state;

import java.util.List;
import org.valija.imap.parse.SearchKey;
import org.valija.mailbox.api.message.SearchCriteria;
import org.valija.mailbox.api.message.SearchCriteria.And;
import org.valija.mailbox.api.message.SearchCriteria.Or;
import org.valija.mailbox.api.message.SearchCriteria.Uids;

/** What search keys mean to one session: only it knows sequence numbers, {@code *}, {@code $}, and what is recent. */
record Interpretation(SelectedMailbox mailbox) {

    /** Only messages that the client has been told of: the others have no number yet. */
    SearchCriteria of(SearchKey key) {
        var known = new Uids(mailbox.upToLast());
        return new And(List.of(known, criteria(key)));
    }

    private SearchCriteria criteria(SearchKey key) {
        return switch (key) {
            case SearchKey.Plain plain -> plain.criteria();
            case SearchKey.Sequence sequence -> new Uids(mailbox.resolve(sequence.set(), Numbering.SEQUENCE));
            case SearchKey.Uids uids -> new Uids(mailbox.resolve(uids.set(), Numbering.UID));
            case SearchKey.Recent _ -> new Uids(mailbox.recent());
            case SearchKey.Modseq modseq -> new SearchCriteria.ChangedSince(modseq.value());
            case SearchKey.And and ->
                new And(and.all().stream().map(this::criteria).toList());
            case SearchKey.Or or -> new Or(List.of(criteria(or.one()), criteria(or.other())));
            case SearchKey.Not not -> new SearchCriteria.Not(criteria(not.key()));
        };
    }
}
