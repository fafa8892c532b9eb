package org.valija.mailbox.sort;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.message.SortKey;
import org.valija.mailbox.api.message.SortRequest;
import org.valija.mailbox.api.message.SortResult;
import org.valija.mailbox.search.Found;
import org.valija.mailbox.search.Search;

/** Sorts what a search finds. */
@Component
public final class Sort {

    private static final int MOST_KEYS = 16;

    private final Search search;

    Sort(Search search) {
        this.search = search;
    }

    /** See {@link org.valija.mailbox.api.message.MessagesApi#sort}. */
    public SortResult sort(AccountId account, MailboxId mailbox, SortRequest request) {
        if (request.keys().isEmpty() || request.keys().size() > MOST_KEYS) {
            throw new MailboxException.Invalid("keys", "1 to " + MOST_KEYS + " keys to sort by");
        }
        Search.check(request.partial());
        var found = search.find(account, mailbox, request.search(), true);
        var uids = uids(found, request.keys());
        var partial = request.partial();
        var wanted = partial == null
                ? uids
                : Arrays.copyOfRange(
                        uids,
                        partial.start(uids.length),
                        Math.max(partial.start(uids.length), partial.end(uids.length)));
        return new SortResult(wanted, uids.length, found.highestModseq());
    }

    private static long[] uids(Found found, List<SortKey> keys) {
        var uids = LongStream.builder();
        var order = keys.stream().map(Sort::order).collect(Collectors.joining(", "));
        found.select("m.uid", order + ", m.uid", row -> uids.add(row.getLong(1)));
        return uids.build().toArray();
    }

    private static String order(SortKey key) {
        return column(key.by()) + (key.reverse() ? " desc" : "");
    }

    private static String column(SortKey.By by) {
        return switch (by) {
            case ARRIVAL -> "m.internal_date";
            case DATE -> "coalesce(m.sent_at, m.internal_date)";
            case SIZE -> "m.size";
            // Null where an earlier version stored the message and the text index has not come to it yet
            case CC -> "coalesce(m.sort_cc, '')";
            case FROM -> "coalesce(m.sort_from, '')";
            case TO -> "coalesce(m.sort_to, '')";
            case SUBJECT -> "coalesce(m.base_subject, '')";
            case DISPLAYFROM -> "coalesce(m.display_from, '')";
            case DISPLAYTO -> "coalesce(m.display_to, '')";
        };
    }
}
