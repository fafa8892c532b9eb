package org.valija.imap.parse;

import org.valija.mailbox.api.message.PartialRange;

/**
 * A stretch of a result, as it was asked for, and is repeated in the answer.
 *
 * @param from 1 to 4,294,967,295, or the same negative, counted from the last
 * @param to of the same sign
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9394.html#section-3.1">RFC 9394, 3.1</a>
 */
public record Positions(long from, long to) {

    /** {@code partial-range = nz-number ":" nz-number / "-" nz-number ":" "-" nz-number}: RFC 9394, 4 */
    static Positions read(Arguments in) {
        boolean fromTheEnd = in.skip('-');
        long from = in.nzNumber();
        in.expect(':');
        if (fromTheEnd) {
            in.expect('-');
        }
        long to = in.nzNumber();
        return fromTheEnd ? new Positions(-from, -to) : new Positions(from, to);
    }

    /** The same as far as any mailbox goes. */
    public PartialRange range() {
        return new PartialRange(near(from), near(to));
    }

    private static int near(long position) {
        return Math.clamp(position, -Integer.MAX_VALUE, Integer.MAX_VALUE);
    }
}
