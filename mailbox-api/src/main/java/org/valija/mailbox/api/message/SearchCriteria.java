package org.valija.mailbox.api.message;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.LocalDate;
import java.util.List;
import org.valija.mailbox.api.UidSet;

/** Which messages are meant, as a tree: the search keys of RFC 3501 and RFC 9051, 6.4.4. At most 10,000 nodes, 100 deep. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
    @JsonSubTypes.Type(value = SearchCriteria.And.class, name = "and"),
    @JsonSubTypes.Type(value = SearchCriteria.Or.class, name = "or"),
    @JsonSubTypes.Type(value = SearchCriteria.Not.class, name = "not"),
    @JsonSubTypes.Type(value = SearchCriteria.Uids.class, name = "uids"),
    @JsonSubTypes.Type(value = SearchCriteria.HasFlag.class, name = "has-flag"),
    @JsonSubTypes.Type(value = SearchCriteria.HasKeyword.class, name = "has-keyword"),
    @JsonSubTypes.Type(value = SearchCriteria.Header.class, name = "header"),
    @JsonSubTypes.Type(value = SearchCriteria.Body.class, name = "body"),
    @JsonSubTypes.Type(value = SearchCriteria.Text.class, name = "text"),
    @JsonSubTypes.Type(value = SearchCriteria.Received.class, name = "received"),
    @JsonSubTypes.Type(value = SearchCriteria.Sent.class, name = "sent"),
    @JsonSubTypes.Type(value = SearchCriteria.Larger.class, name = "larger"),
    @JsonSubTypes.Type(value = SearchCriteria.Smaller.class, name = "smaller"),
    @JsonSubTypes.Type(value = SearchCriteria.ChangedSince.class, name = "changed-since")
})
public sealed interface SearchCriteria {

    /** All of them match; every message if there are none. */
    record And(List<SearchCriteria> all) implements SearchCriteria {}

    /** At least one matches; no message if there are none. */
    record Or(List<SearchCriteria> any) implements SearchCriteria {}

    record Not(SearchCriteria criteria) implements SearchCriteria {}

    record Uids(UidSet uids) implements SearchCriteria {}

    record HasFlag(SystemFlag flag) implements SearchCriteria {}

    /** @param keyword compared without regard to case */
    record HasKeyword(String keyword) implements SearchCriteria {}

    /**
     * A header field of that name contains the text once decoded, without regard to case.
     *
     * @param name of the field, without colon
     * @param contains empty if any value will do
     */
    record Header(String name, String contains) implements SearchCriteria {}

    /** The text of the message, decoded, contains this, without regard to case. */
    record Body(String contains) implements SearchCriteria {}

    /** The header or the text of the message, decoded, contains this, without regard to case. */
    record Text(String contains) implements SearchCriteria {}

    /** The internal date, its day taken in UTC. */
    record Received(When when, LocalDate date) implements SearchCriteria {}

    /** The Date field, its day taken as it is written there, without regard to the time zone. */
    record Sent(When when, LocalDate date) implements SearchCriteria {}

    /** @param octets the size is above that */
    record Larger(long octets) implements SearchCriteria {}

    /** @param octets the size is below that */
    record Smaller(long octets) implements SearchCriteria {}

    /** @param modseq of the message is at least that (RFC 7162, 3.1.5) */
    record ChangedSince(long modseq) implements SearchCriteria {}

    /** How a day is compared: before it, on it, on it or later. */
    enum When {
        BEFORE,
        ON,
        SINCE
    }
}
