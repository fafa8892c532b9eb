package org.valija.mailbox.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.UidSet;
import org.valija.mailbox.api.UidSetBuilder;
import org.valija.mailbox.api.message.PartialRange;
import org.valija.mailbox.api.message.SearchCriteria;
import org.valija.mailbox.api.message.SearchCriteria.And;
import org.valija.mailbox.api.message.SearchCriteria.Header;
import org.valija.mailbox.api.message.SearchCriteria.Not;
import org.valija.mailbox.api.message.SearchCriteria.Or;
import org.valija.mailbox.api.message.SearchRequest;
import org.valija.mailbox.api.message.SearchRequest.Result;
import org.valija.mailbox.api.message.SearchResult;
import org.valija.mailbox.content.ContentReader;

/** Finds the messages of a mailbox that match criteria. */
@Component
public final class Search {

    private final JdbcClient jdbc;
    private final ContentReader contents;
    private final Clock clock;

    Search(JdbcClient jdbc, ContentReader contents, Clock clock) {
        this.jdbc = jdbc;
        this.contents = contents;
        this.clock = clock;
    }

    /** See {@link org.valija.mailbox.api.message.MessagesApi#extendedSearch}. */
    public SearchResult search(AccountId account, MailboxId mailbox, SearchRequest request) {
        check(request.partial());
        boolean modseq = !Boolean.FALSE.equals(request.modseq());
        var found = find(account, mailbox, request.search(), modseq);
        var uids = found.uids();
        var wanted = request.results();
        var partial = request.partial() == null ? null : request.partial().of(uids);
        boolean all = wanted.contains(Result.ALL) || wanted.contains(Result.COUNT);
        boolean min = wanted.contains(Result.MIN) && !uids.isEmpty();
        boolean max = wanted.contains(Result.MAX) && !uids.isEmpty();
        var named = partial == null ? UidSet.empty() : partial;
        named = min ? named.union(UidSet.of(uids.min())) : named;
        named = max ? named.union(UidSet.of(uids.max())) : named;
        return new SearchResult(
                min ? uids.min() : null,
                max ? uids.max() : null,
                wanted.contains(Result.COUNT) ? uids.size() : null,
                wanted.contains(Result.ALL) ? uids : null,
                partial,
                !modseq ? 0 : all ? found.highestModseq() : found.highestModseq(named));
    }

    /** @throws MailboxException.Invalid for a range that has no positions */
    public static void check(@Nullable PartialRange partial) {
        if (partial != null
                && (partial.from() == 0
                        || partial.to() == 0
                        || partial.from() > 0 != partial.to() > 0
                        || partial.from() == Integer.MIN_VALUE
                        || partial.to() == Integer.MIN_VALUE)) {
            throw new MailboxException.Invalid("partial", "positions count from 1, or both from -1");
        }
    }

    /** See {@link org.valija.mailbox.api.message.MessagesApi#search}. */
    public UidSet search(AccountId account, MailboxId mailbox, SearchCriteria criteria) {
        return find(account, mailbox, criteria, false).uids();
    }

    /**
     * What a search finds, for those who want to know more of it.
     *
     * @param modseq whether {@link Found#highestModseq} will be asked for
     */
    public Found find(AccountId account, MailboxId mailbox, SearchCriteria criteria, boolean modseq) {
        CriteriaCheck.check(criteria);
        var statement = new SearchStatement(account, mailbox, criteria, clock);
        var sure = new UidSetBuilder();
        var highest = new long[1];
        var unsure = new ArrayList<Long>();
        jdbc.sql(statement.possible(modseq)).params(statement.parameters()).query(row -> {
            var uids = List.of((Long[]) row.getArray(1).getArray());
            if (row.getBoolean(2)) {
                uids.forEach(sure::add);
                highest[0] = row.getLong(3);
            } else {
                unsure.addAll(uids);
            }
        });
        var uids = sure.build();
        if (!unsure.isEmpty()) {
            return new Found(jdbc, account, mailbox, uids.union(read(statement, criteria, unsure)), null);
        }
        if (uids.isEmpty()) {
            // Where messages are found, there is a mailbox
            requireMailbox(account, mailbox);
        }
        return new Found(jdbc, account, mailbox, uids, modseq ? highest[0] : null);
    }

    /** Those that match among messages of which the index does not tell all. */
    private UidSet read(SearchStatement statement, SearchCriteria criteria, List<Long> uids) {
        var texts = new TextSearch(criteria);
        var leaves = new LinkedHashMap<SearchCriteria, Integer>();
        collect(criteria, leaves);
        var answers = statement.answers(List.copyOf(leaves.keySet()));
        var found = new UidSetBuilder();
        new Candidates(jdbc, contents, answers, statement.parameters(), texts.onlyHeaders())
                .forEach(uids, candidate -> {
                    var content = candidate.content();
                    var reading = texts.read(
                            content.header(),
                            candidate.structure(),
                            (from, size) -> contents.open(content, from, size));
                    if (new Evaluation(leaves, candidate.answers(), reading).matches(criteria)) {
                        found.add(candidate.uid());
                    }
                });
        return found.build();
    }

    private static void collect(SearchCriteria criteria, Map<SearchCriteria, Integer> leaves) {
        switch (criteria) {
            case And(var all) -> all.forEach(part -> collect(part, leaves));
            case Or(var any) -> any.forEach(part -> collect(part, leaves));
            case Not(var part) -> collect(part, leaves);
            default -> leaves.putIfAbsent(criteria, leaves.size());
        }
    }

    /**
     * The criteria, on one message.
     *
     * @param leaves where in answers each is
     */
    private record Evaluation(Map<SearchCriteria, Integer> leaves, Boolean[] answers, TextSearch.Reading reading) {

        boolean matches(SearchCriteria criteria) {
            return switch (criteria) {
                case And(var all) -> all.stream().allMatch(this::matches);
                case Or(var any) -> any.stream().anyMatch(this::matches);
                case Not(var part) -> !matches(part);
                default -> matchesLeaf(criteria);
            };
        }

        private boolean matchesLeaf(SearchCriteria leaf) {
            @Nullable Boolean answer = answers[leaves.getOrDefault(leaf, -1)];
            if (answer != null) {
                return answer;
            }
            try {
                return leaf instanceof Header header ? reading.matches(header) : reading.matches(leaf);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void requireMailbox(AccountId account, MailboxId mailbox) {
        var exists = jdbc.sql("select exists (select from mailbox where account_id = :account and id = :mailbox)")
                .param("account", account.value())
                .param("mailbox", mailbox.value())
                .query(Boolean.class)
                .single();
        if (!exists) {
            throw new MailboxException.NotFound("no such mailbox");
        }
    }
}
