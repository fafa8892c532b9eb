package org.valija.mailbox.api.message;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.LocalDate;
import java.util.List;
import org.valija.mailbox.api.UidSet;

/**
 * Which messages are meant, as a tree: the search keys of RFC 3501 and RFC 9051, 6.4.4, RFC 5032, RFC 7162, RFC 8474 and
 * RFC 8514. At most 10,000 nodes, 100 deep.
 *
 * <p>Texts are compared decoded, without regard to case and to how characters are composed (i;unicode-casemap, RFC 5051),
 * white space of any length as one space; one matches where it is part of the other.
 */
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
    @JsonSubTypes.Type(value = SearchCriteria.ChangedSince.class, name = "changed-since"),
    @JsonSubTypes.Type(value = SearchCriteria.Saved.class, name = "saved"),
    @JsonSubTypes.Type(value = SearchCriteria.Younger.class, name = "younger"),
    @JsonSubTypes.Type(value = SearchCriteria.Older.class, name = "older"),
    @JsonSubTypes.Type(value = SearchCriteria.EmailId.class, name = "email-id"),
    @JsonSubTypes.Type(value = SearchCriteria.ThreadId.class, name = "thread-id")
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
     * A header field of that name contains the text. Of From, To, Cc and Bcc the text is the addresses as
     * {@code name <mailbox@host>}, with commas between.
     *
     * @param name of the field, without colon
     * @param contains empty if any value will do
     */
    record Header(String name, String contains) implements SearchCriteria {}

    /** The text of the message contains this: all its parts of type text, HTML without its markup, and of messages within. */
    record Body(String contains) implements SearchCriteria {}

    /** The text of the message, its header or the header of one of its parts contains this. */
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

    /** When it came into this mailbox, the day taken in UTC (RFC 8514, 4.3). */
    record Saved(When when, LocalDate date) implements SearchCriteria {}

    /** @param seconds the internal date is not longer ago than that; at least 1 (RFC 5032, 3) */
    record Younger(long seconds) implements SearchCriteria {}

    /** @param seconds the internal date is at least that long ago; at least 1 (RFC 5032, 3) */
    record Older(long seconds) implements SearchCriteria {}

    /** @param id {@link Message#emailId} (RFC 8474, 6) */
    record EmailId(String id) implements SearchCriteria {}

    /** @param id {@link Message#threadId} (RFC 8474, 6) */
    record ThreadId(String id) implements SearchCriteria {}

    /** How a day is compared: before it, on it, on it or later. */
    enum When {
        BEFORE,
        ON,
        SINCE
    }
}
