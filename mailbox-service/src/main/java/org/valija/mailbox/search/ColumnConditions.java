package org.valija.mailbox.search;

import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.function.Function;
import org.valija.mailbox.api.UidSet;
import org.valija.mailbox.api.message.SearchCriteria;
import org.valija.mailbox.api.message.SearchCriteria.When;
import org.valija.mailbox.api.message.SystemFlag;
import org.valija.mailbox.content.ContentHash;

/**
 * Says criteria in SQL that columns of a message {@code m} tell all about. None is ever null.
 *
 * @param value makes a parameter of a value
 * @param clock for what is younger or older than some time
 */
record ColumnConditions(Function<Object, String> value, Clock clock) {

    /**
     * @param criteria none of texts or changes, and none with others inside
     */
    String condition(SearchCriteria criteria) {
        return switch (criteria) {
            case SearchCriteria.Uids(var uids) -> uids(uids);
            case SearchCriteria.HasFlag(var flag) -> hasFlag(flag);
            case SearchCriteria.HasKeyword(var keyword) ->
                "exists (select from unnest(m.keywords) k where lower(k) = lower(" + value(keyword) + "))";
            case SearchCriteria.Received(var when, var date) -> onDay("m.internal_date", when, date);
            case SearchCriteria.Saved(var when, var date) -> onDay("m.save_date", when, date);
            case SearchCriteria.Sent(var when, var date) ->
                "coalesce(m.sent_day " + operator(when) + " " + value(date) + ", false)";
            case SearchCriteria.Younger(long seconds) -> "m.internal_date >= " + value(ago(seconds));
            case SearchCriteria.Older(long seconds) -> "m.internal_date <= " + value(ago(seconds));
            case SearchCriteria.Larger(long octets) -> "m.size > " + value(octets);
            case SearchCriteria.Smaller(long octets) -> "m.size < " + value(octets);
            case SearchCriteria.EmailId(var id) -> emailId(id);
            case SearchCriteria.ThreadId(var id) -> "m.thread_id = " + value(id);
            default -> throw new IllegalArgumentException("no column tells " + criteria);
        };
    }

    /** Two have a column that has an index. */
    private static String hasFlag(SystemFlag flag) {
        return switch (flag) {
            case SEEN -> "not m.unseen";
            case DELETED -> "m.deleted";
            case ANSWERED, FLAGGED, DRAFT -> "m.flags & " + flag.bit() + " <> 0";
        };
    }

    private String uids(UidSet uids) {
        if (uids.isEmpty()) {
            return "false";
        }
        var between = "m.uid between " + value(uids.min()) + " and " + value(uids.max());
        if (uids.ranges() == 1) {
            return "(" + between + ")";
        }
        var ranges = new StringBuilder("{");
        for (int i = 0; i < uids.ranges(); i++) {
            ranges.append(i == 0 ? "[" : ",[")
                    .append(uids.first(i))
                    .append(',')
                    .append(uids.last(i))
                    .append(']');
        }
        // Within a select of its own, so that it is read once and not for every message
        var set = "(select " + value(ranges.append('}').toString()) + "::int8multirange)";
        return "(" + between + " and m.uid <@ " + set + ")";
    }

    private String onDay(String column, When when, LocalDate date) {
        var from = column + " >= " + value(startOf(date));
        return switch (when) {
            case BEFORE -> "not " + from;
            case SINCE -> from;
            case ON -> "(" + from + " and " + column + " < " + value(startOf(date.plusDays(1))) + ")";
        };
    }

    private static OffsetDateTime startOf(LocalDate day) {
        return day.atStartOfDay().atOffset(ZoneOffset.UTC);
    }

    /** Further back than PostgreSQL's calendar goes is as good as its start. */
    private OffsetDateTime ago(long seconds) {
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        return now.minusSeconds(Math.min(seconds, now.toEpochSecond()));
    }

    /** An email id is the start of the hash of the content, so the hashes that it may mean stand together. */
    private String emailId(String id) {
        var hashes = ContentHash.range(id);
        return hashes.isEmpty()
                ? "false"
                : "m.content_hash between " + value(hashes.getFirst().octets()) + " and "
                        + value(hashes.getLast().octets());
    }

    private static String operator(When when) {
        return switch (when) {
            case BEFORE -> "<";
            case ON -> "=";
            case SINCE -> ">=";
        };
    }

    private String value(Object value) {
        return this.value.apply(value);
    }
}
