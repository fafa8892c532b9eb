package org.valija.imap.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.valija.imap.parse.Arguments;
import org.valija.imap.parse.ResultOptions;
import org.valija.imap.parse.SearchProgram;
import org.valija.imap.parse.SyntaxException;
import org.valija.imap.parse.Vocabulary.Place;
import org.valija.imap.respond.EsearchResponse;
import org.valija.imap.respond.Responses;
import org.valija.imap.state.Numbering;
import org.valija.imap.state.Selected;
import org.valija.imap.state.SelectedMailbox;
import org.valija.imap.state.State;
import org.valija.mailbox.api.message.PartialRange;
import org.valija.mailbox.api.message.SearchRequest.Result;
import org.valija.mailbox.api.message.SortKey;
import org.valija.mailbox.api.message.SortKey.By;
import org.valija.mailbox.api.message.SortRequest;
import org.valija.mailbox.api.message.SortResult;

/**
 * SORT is SEARCH whose answer comes in an order.
 *
 * @param options null for the plain answer
 * @param keys 1 to 16, the weightiest first
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5256.html#section-3">RFC 5256, 3, SORT</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5267.html#section-3">RFC 5267, 3</a>
 */
public record Sort(Numbering numbering, @Nullable ResultOptions options, List<SortKey> keys, SearchProgram program)
        implements CommandSelect {

    private static final int MOST_KEYS = 16;

    /** {@code sort = "SORT" [search-return-opts] SP sort-criteria SP search-criteria} */
    static Sort read(Arguments in) {
        return read(Numbering.SEQUENCE, in);
    }

    /** {@code "UID" SP sort} */
    static Sort readUid(Arguments in) {
        return read(Numbering.UID, in);
    }

    private static Sort read(Numbering numbering, Arguments in) {
        var options = ResultOptions.read("SORT", in.sp());
        if (options != null && options.save()) {
            throw new SyntaxException("SORT saves nothing");
        }
        var keys = keys(in);
        var sort = new Sort(numbering, options, keys, SearchProgram.readWithCharset(in.sp()));
        in.end();
        return sort;
    }

    /** {@code sort-criteria = "(" sort-criterion *(SP sort-criterion) ")"} */
    private static List<SortKey> keys(Arguments in) {
        var keys = new ArrayList<SortKey>();
        in.expect('(');
        do {
            if (keys.size() == MOST_KEYS) {
                throw new SyntaxException.Limit("Too many keys to sort by");
            }
            boolean reverse = in.skipWord("REVERSE");
            keys.add(new SortKey(by((reverse ? in.sp() : in).word(Place.SORT_KEY)), reverse));
        } while (in.skip(' '));
        in.expect(')');
        return List.copyOf(keys);
    }

    private static By by(String word) {
        try {
            return By.valueOf(word);
        } catch (IllegalArgumentException _) {
            throw new SyntaxException("No such key to sort by");
        }
    }

    @Override
    public State run(Selected state, Responses out) throws IOException {
        if (program.hasModseq()) {
            state.followModseq(out);
        }
        var mailbox = state.mailbox();
        var request = new SortRequest(mailbox.criteria(program.key()), keys, positions());
        var result = state.messages().sort(request);
        if (options == null) {
            out.numbers("SORT", numbers(result.uids(), mailbox), modseq(result));
        } else {
            answer(options, result, mailbox, out);
        }
        out.ok("SORT completed");
        return state;
    }

    /** The stretch of the result that will do, so that no more of it is sent; null for all. */
    private @Nullable PartialRange positions() {
        if (options == null || options.results().contains(Result.ALL)) {
            return null;
        }
        boolean min = options.results().contains(Result.MIN);
        boolean max = options.results().contains(Result.MAX);
        if (options.partial() != null) {
            return min || max ? null : options.partial().range();
        }
        if (min && max) {
            return null;
        }
        return max ? new PartialRange(-1, -1) : new PartialRange(1, 1);
    }

    private void answer(ResultOptions wanted, SortResult result, SelectedMailbox mailbox, Responses out)
            throws IOException {
        var uids = result.uids();
        var response = new EsearchResponse(out, numbering == Numbering.UID);
        // Not the smallest and the largest, but the first and the last in this order: RFC 5267, 3.1
        if (wanted.results().contains(Result.MIN) && uids.length > 0) {
            response.number("MIN", mailbox.number(uids[0], numbering));
        }
        if (wanted.results().contains(Result.MAX) && uids.length > 0) {
            response.number("MAX", mailbox.number(uids[uids.length - 1], numbering));
        }
        if (wanted.results().contains(Result.COUNT)) {
            response.number("COUNT", result.count());
        }
        if (wanted.results().contains(Result.ALL)) {
            response.all(numbers(uids, mailbox));
        }
        var partial = wanted.partial();
        if (partial != null) {
            var range = partial.range();
            var wantedUids = positions() == null
                    ? LongStream.of(uids)
                            .skip(range.start(uids.length))
                            .limit(Math.max(0, range.end(uids.length) - range.start(uids.length)))
                            .toArray()
                    : uids;
            response.partial(partial, numbers(wantedUids, mailbox));
        }
        var modseq = modseq(result);
        if (modseq != null) {
            response.number("MODSEQ", modseq);
        }
        response.end();
    }

    private @Nullable Long modseq(SortResult result) {
        return program.hasModseq() && result.highestModseq() > 0 ? result.highestModseq() : null;
    }

    private PrimitiveIterator.OfLong numbers(long[] uids, SelectedMailbox mailbox) {
        return LongStream.of(uids)
                .map(uid -> mailbox.number(uid, numbering))
                .filter(number -> number > 0)
                .iterator();
    }

    @Override
    public boolean mayExpunge() {
        return numbering == Numbering.UID;
    }
}
