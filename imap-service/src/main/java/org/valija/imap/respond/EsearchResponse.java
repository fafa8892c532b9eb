package org.valija.imap.respond;

import java.io.IOException;
import java.util.PrimitiveIterator;
import org.valija.imap.parse.Positions;

/**
 * {@code esearch-response = "ESEARCH" [search-correlator] [SP "UID"] *(SP search-return-data)}: what was asked for of the
 * result of a search, item by item.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9051.html#section-7.3.4">RFC 9051, 7.3.4</a>
 */
public final class EsearchResponse {

    private final Responses out;
    private final ResponseLine line;

    /** @param uid whether the numbers are UIDs */
    public EsearchResponse(Responses out, boolean uid) {
        this.out = out;
        this.line = out.line().raw("* ESEARCH (TAG ").string(out.tag()).raw(uid ? ") UID" : ")");
    }

    public EsearchResponse number(String name, long number) {
        line.sp().raw(name).sp().number(number);
        return this;
    }

    /** Numbers in their order; left out if there are none, as an empty set can't be written. */
    public EsearchResponse all(PrimitiveIterator.OfLong numbers) throws IOException {
        if (numbers.hasNext()) {
            line.raw(" ALL ");
            ranges(numbers);
        }
        return this;
    }

    /** {@code "PARTIAL" SP "(" partial-range SP (sequence-set / "NIL") ")"}: RFC 9394, 4 */
    public EsearchResponse partial(Positions range, PrimitiveIterator.OfLong numbers) throws IOException {
        line.raw(" PARTIAL (").number(range.from()).raw(':').number(range.to()).sp();
        if (numbers.hasNext()) {
            ranges(numbers);
        } else {
            line.raw("NIL");
        }
        line.raw(')');
        return this;
    }

    /** Joins only what ascends, as the order may be that of SORT: RFC 5267, 3.2. */
    private void ranges(PrimitiveIterator.OfLong numbers) throws IOException {
        long first = numbers.nextLong();
        long last = first;
        while (numbers.hasNext()) {
            long number = numbers.nextLong();
            if (number != last + 1) {
                range(first, last);
                line.raw(',');
                out.sendIfLong(line);
                first = number;
            }
            last = number;
        }
        range(first, last);
    }

    private void range(long first, long last) {
        line.number(first);
        if (last > first) {
            line.raw(':').number(last);
        }
    }

    public void end() throws IOException {
        out.untagged(line.crlf());
    }
}
