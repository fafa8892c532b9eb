package org.valija.imap.parse;

import java.util.List;
import org.valija.mailbox.api.message.SearchCriteria;

/**
 * A key of SEARCH, as it was written: what depends on the session is still open in it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3501.html#section-6.4.4">RFC 3501, 6.4.4</a>
 */
public sealed interface SearchKey {

    /** A key that means the same in every session. */
    record Plain(SearchCriteria criteria) implements SearchKey {}

    /** Messages by sequence number. */
    record Sequence(SequenceSet set) implements SearchKey {}

    /** Messages by UID. */
    record Uids(SequenceSet set) implements SearchKey {}

    /** Messages that are recent in this session. */
    record Recent() implements SearchKey {}

    /** Messages that changed last at that modification sequence or later: RFC 7162, 3.1.5. */
    record Modseq(long value) implements SearchKey {}

    /** All of them match. */
    record And(List<SearchKey> all) implements SearchKey {}

    record Or(SearchKey one, SearchKey other) implements SearchKey {}

    record Not(SearchKey key) implements SearchKey {}
}
