package org.valija.mailbox.search;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.valija.mailbox.api.UidSet;
import org.valija.mailbox.api.message.SearchCriteria;
import org.valija.mailbox.api.message.SearchCriteria.And;
import org.valija.mailbox.api.message.SearchCriteria.Body;
import org.valija.mailbox.api.message.SearchCriteria.ChangedSince;
import org.valija.mailbox.api.message.SearchCriteria.HasFlag;
import org.valija.mailbox.api.message.SearchCriteria.HasKeyword;
import org.valija.mailbox.api.message.SearchCriteria.Header;
import org.valija.mailbox.api.message.SearchCriteria.Larger;
import org.valija.mailbox.api.message.SearchCriteria.Not;
import org.valija.mailbox.api.message.SearchCriteria.Or;
import org.valija.mailbox.api.message.SearchCriteria.Received;
import org.valija.mailbox.api.message.SearchCriteria.Sent;
import org.valija.mailbox.api.message.SearchCriteria.Smaller;
import org.valija.mailbox.api.message.SearchCriteria.Text;
import org.valija.mailbox.api.message.SearchCriteria.Uids;
import org.valija.mailbox.api.message.SearchCriteria.When;

/** Says search criteria in SQL, on a message {@code m}, as far as columns answer them. No condition is ever null. */
final class SearchStatement {

    /** The fields whose decoded text stands in a column. */
    private static final Map<String, String> COLUMNS = Map.of(
            "subject", "subject",
            "from", "from_text",
            "to", "to_text",
            "cc", "cc_text",
            "bcc", "bcc_text");

    private final Map<String, Object> parameters = new HashMap<>();
    private final Map<SearchCriteria, Integer> answered = new HashMap<>();
    private final List<String> answers = new ArrayList<>();

    /** The values of the parameters of all conditions so far, by name. */
    Map<String, Object> parameters() {
        return parameters;
    }

    /** Whether columns tell all about it. */
    static boolean isAnswered(SearchCriteria criteria) {
        return switch (criteria) {
            case And and -> and.all().stream().allMatch(SearchStatement::isAnswered);
            case Or or -> or.any().stream().allMatch(SearchStatement::isAnswered);
            case Not not -> isAnswered(not.criteria());
            case Header header -> !header.contains().isEmpty() && COLUMNS.containsKey(folded(header.name()));
            case Body _, Text _ -> false;
            case Uids _, HasFlag _, HasKeyword _, Received _, Sent _, Larger _, Smaller _, ChangedSince _ -> true;
        };
    }

    /** True of all messages that match; true of no others, if {@link #isAnswered}. */
    String possible(SearchCriteria criteria) {
        return condition(criteria, true);
    }

    /** An array of booleans, one for each part of the criteria that columns tell all about; see {@link #answer}. */
    String answers(SearchCriteria criteria) {
        collect(criteria);
        return "array[" + String.join(", ", answers) + "]::boolean[]";
    }

    private void collect(SearchCriteria criteria) {
        if (isAnswered(criteria)) {
            answered.computeIfAbsent(criteria, part -> {
                answers.add(condition(part, true));
                return answers.size() - 1;
            });
            return;
        }
        switch (criteria) {
            case And and -> and.all().forEach(this::collect);
            case Or or -> or.any().forEach(this::collect);
            case Not not -> collect(not.criteria());
            default -> {
                // Not answered by columns
            }
        }
    }

    /** Where {@link #answers} has the answer to a part of the criteria. */
    int answer(SearchCriteria part) {
        return answered.getOrDefault(part, -1);
    }

    /**
     * @param otherwise what is assumed of what columns don't tell
     */
    private String condition(SearchCriteria criteria, boolean otherwise) {
        return switch (criteria) {
            case And and -> joined(and.all(), " and ", "true", otherwise);
            case Or or -> joined(or.any(), " or ", "false", otherwise);
            case Not not -> "not " + condition(not.criteria(), !otherwise);
            case Uids(var uids) -> uids(uids);
            case HasFlag(var flag) -> "m.flags & " + flag.bit() + " <> 0";
            case HasKeyword(var keyword) ->
                "exists (select from unnest(m.keywords) k where lower(k) = lower(" + value(keyword) + "))";
            case Received(var when, var date) -> received(when, date);
            case Sent(var when, var date) -> "coalesce(m.sent_day " + operator(when) + " " + value(date) + ", false)";
            case Larger(long octets) -> "m.size > " + value(octets);
            case Smaller(long octets) -> "m.size < " + value(octets);
            case ChangedSince(long modseq) -> "m.modseq >= " + value(modseq);
            case Header header
            when isAnswered(header) -> contains("m." + COLUMNS.get(folded(header.name())), header.contains());
            case Header _, Body _, Text _ -> String.valueOf(otherwise);
        };
    }

    private String joined(List<SearchCriteria> parts, String by, String none, boolean otherwise) {
        return parts.isEmpty()
                ? none
                : parts.stream().map(part -> condition(part, otherwise)).collect(Collectors.joining(by, "(", ")"));
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
        return "(" + between + " and m.uid <@ " + value(ranges.append('}').toString()) + "::int8multirange)";
    }

    private String received(When when, LocalDate date) {
        var from = "m.internal_date >= " + value(startOf(date));
        return switch (when) {
            case BEFORE -> "not " + from;
            case SINCE -> from;
            case ON -> "(" + from + " and m.internal_date < " + value(startOf(date.plusDays(1))) + ")";
        };
    }

    private static OffsetDateTime startOf(LocalDate day) {
        return day.atStartOfDay().atOffset(ZoneOffset.UTC);
    }

    private static String operator(When when) {
        return switch (when) {
            case BEFORE -> "<";
            case ON -> "=";
            case SINCE -> ">=";
        };
    }

    /** Compared as {@link Needle} does: letters without regard to case, in all alphabets. */
    private String contains(String column, String text) {
        return "coalesce(strpos(" + casefold(column) + ", " + casefold(value(text)) + ") > 0, false)";
    }

    private static String casefold(String text) {
        return "casefold(" + text + " collate \"pg_unicode_fast\")";
    }

    private String value(Object value) {
        var name = "p" + parameters.size();
        parameters.put(name, value);
        return ":" + name;
    }

    private static String folded(String fieldName) {
        return fieldName.toLowerCase(Locale.ROOT);
    }
}
