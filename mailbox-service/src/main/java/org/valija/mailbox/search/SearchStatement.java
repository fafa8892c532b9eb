package org.valija.mailbox.search;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.message.SearchCriteria;
import org.valija.mailbox.api.message.SearchCriteria.And;
import org.valija.mailbox.api.message.SearchCriteria.Body;
import org.valija.mailbox.api.message.SearchCriteria.Header;
import org.valija.mailbox.api.message.SearchCriteria.Not;
import org.valija.mailbox.api.message.SearchCriteria.Or;
import org.valija.mailbox.api.message.SearchCriteria.Text;
import org.valija.mailbox.mime.Casemap;
import org.valija.mailbox.text.Grams;

/**
 * Says search criteria in SQL, on a message {@code m} and its text {@code t}. A condition is null where only the content
 * itself could tell, because it is not indexed, or not all of it; PostgreSQL's {@code and}, {@code or} and {@code not}
 * do the right thing with that.
 */
final class SearchStatement {

    /** The fields that have a column. */
    private static final Map<String, String> COLUMNS = Map.of(
            "SUBJECT", "m.subject",
            "FROM", "m.from_text",
            "TO", "m.to_text",
            "CC", "m.cc_text",
            "BCC", "m.bcc_text");

    /**
     * Texts of this account that may match by their grams; those that are cut, which may match beyond; and what is not
     * indexed, or for others only. No content is in two of them.
     */
    private static final String HITS = """
            (select t.hash, t.header, t.parts, t.body, t.complete from content_text t
                where t.accounts @> array[:account]::bigint[] and %1$s
            union all select t.hash, t.header, t.parts, t.body, t.complete from content_text t
                where t.accounts @> array[:account]::bigint[] and not t.complete and not %1$s
            union all select q.content_hash, t.header, t.parts, t.body, t.complete
                from text_queue q left join content_text t on t.hash = q.content_hash
                where q.account_id = :account and (t.hash is null or not t.accounts @> array[:account]::bigint[])) t
            join message_now m on m.content_hash = t.hash""";

    private final Map<String, Object> parameters = new HashMap<>();
    private final ColumnConditions columns;
    private final SearchCriteria criteria;

    SearchStatement(AccountId account, MailboxId mailbox, SearchCriteria criteria, Clock clock) {
        this.criteria = criteria;
        parameters.put("account", account.value());
        parameters.put("mailbox", mailbox.value());
        columns = new ColumnConditions(this::value, clock);
    }

    /** The values of the parameters of all statements so far, by name. */
    Map<String, Object> parameters() {
        return parameters;
    }

    /**
     * Selects the messages that may match: UIDs in their order, whether these are sure, and the highest modification
     * sequence. A row has all that are, or are not, as reading a row for each takes longer than finding it.
     *
     * @param modseq whether to; without it, indexes tell all about some criteria
     */
    String possible(boolean modseq) {
        return "select array_agg(uid order by uid), sure, " + (modseq ? "max(modseq)" : "0") + " from ("
                + each(condition(criteria)) + ") possible where sure is not false group by sure";
    }

    private String each(String condition) {
        if (!asksText(criteria)) {
            return "select m.uid, true as sure, m.modseq from message_now m"
                    + " where m.account_id = :account and m.mailbox_id = :mailbox and " + condition;
        }
        var hits = hits(criteria);
        // offset 0: the condition is not worked out twice
        return "select m.uid, m.modseq, " + condition + " as sure from "
                + (hits == null
                        ? "message_now m left join content_text t on t.hash = m.content_hash"
                        : HITS.formatted(hits))
                + " where m.account_id = :account and m.mailbox_id = :mailbox offset 0";
    }

    /** An array of booleans, one for each of the criteria, null where only the content could tell. */
    String answers(List<SearchCriteria> parts) {
        return parts.stream().map(this::condition).collect(Collectors.joining(", ", "array[", "]::boolean[]"));
    }

    /** Whether columns of the message don't tell all about it. */
    private static boolean asksText(SearchCriteria criteria) {
        return switch (criteria) {
            case And and -> and.all().stream().anyMatch(SearchStatement::asksText);
            case Or or -> or.any().stream().anyMatch(SearchStatement::asksText);
            case Not not -> asksText(not.criteria());
            case Header _, Body _, Text _ -> true;
            default -> false;
        };
    }

    /** What is true of the text {@code t} of all messages that match; null if nothing is known. */
    private @Nullable String hits(SearchCriteria criteria) {
        return switch (criteria) {
            case And and -> {
                var known = new ArrayList<String>();
                for (var part : and.all()) {
                    var hits = hits(part);
                    if (hits != null) {
                        known.add(hits);
                    }
                }
                yield known.isEmpty() ? null : joined(known, " and ");
            }
            case Or or -> {
                var known = new ArrayList<String>();
                for (var part : or.any()) {
                    var hits = hits(part);
                    if (hits != null) {
                        known.add(hits);
                    }
                }
                yield known.isEmpty() || known.size() < or.any().size() ? null : joined(known, " or ");
            }
            case Header(var name, var text) -> hasGrams(name.strip() + ":", text);
            case Body(var text) -> hasGrams(text);
            case Text(var text) -> hasGrams(text);
            default -> null;
        };
    }

    private static String joined(List<String> conditions, String by) {
        return conditions.stream().collect(Collectors.joining(by, "(", ")"));
    }

    private @Nullable String hasGrams(String... texts) {
        var grams = Grams.ofNeedles(Stream.of(texts).map(Casemap::fold).toArray(String[]::new));
        return grams.isEmpty() ? null : "t.grams @> " + value(grams.toString()) + "::smallint[]";
    }

    private String condition(SearchCriteria criteria) {
        return switch (criteria) {
            case And and ->
                and.all().isEmpty()
                        ? "true"
                        : joined(and.all().stream().map(this::condition).toList(), " and ");
            case Or or ->
                or.any().isEmpty()
                        ? "false"
                        : joined(or.any().stream().map(this::condition).toList(), " or ");
            case Not not -> "not " + condition(not.criteria());
            case Header(var name, var text) -> header(Casemap.fold(name.strip()), Casemap.fold(text));
            case Body(var text) -> inText(Casemap.fold(text), "t.body");
            case Text(var text) -> inText(Casemap.fold(text), "t.body", "t.header", "t.parts");
            case SearchCriteria.ChangedSince(long modseq) ->
                "m.uid in (select uid from changed_since(:account, :mailbox, " + value(modseq - 1) + "))";
            default -> columns.condition(criteria);
        };
    }

    private String header(String name, String text) {
        var column = COLUMNS.get(name);
        if (column != null && !text.isEmpty()) {
            // What an earlier version stored is not folded yet
            return "case when m.refs is not null then coalesce(strpos(" + column + ", " + value(text)
                    + ") > 0, false) end";
        }
        var line = value("(^|\n)" + literally(name) + ": [^\n]*" + literally(text));
        return "case when t.header ~ " + line + " then true when t.complete then false end";
    }

    private String inText(String text, String... places) {
        if (text.isEmpty()) {
            return "true";
        }
        var needle = value(text);
        return "case when "
                + List.of(places).stream()
                        .map(place -> "strpos(" + place + ", " + needle + ") > 0")
                        .collect(Collectors.joining(" or "))
                + " then true when t.complete then false end";
    }

    /** As a regular expression that means nothing but itself. */
    private static String literally(String text) {
        return text.replaceAll("[\\x21-\\x2F\\x3A-\\x40\\x5B-\\x60\\x7B-\\x7E]", "\\\\$0");
    }

    private String value(Object value) {
        var name = "p" + parameters.size();
        parameters.put(name, value);
        return ":" + name;
    }
}
