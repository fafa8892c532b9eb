package org.valija.mailbox.event;

import java.util.Comparator;
import java.util.regex.Pattern;
import org.valija.mailbox.api.MailboxException;

/**
 * The place of an event in the feed.
 *
 * @param transaction the id of the transaction that wrote it, or of a later one that ended before it was written
 * @param seq within all transactions; 0 stands before the first event of this one
 */
record Position(long transaction, long seq) implements Comparable<Position> {

    private static final Comparator<Position> ORDER =
            Comparator.comparingLong(Position::transaction).thenComparingLong(Position::seq);
    private static final Pattern FORM = Pattern.compile("(\\d{1,18})-(\\d{1,18})");

    /**
     * Reads the form that {@link #toString} writes.
     *
     * @throws MailboxException.Invalid for anything else
     */
    static Position parse(String text) {
        var matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new MailboxException.Invalid("Last-Event-ID", "not the id of an event");
        }
        return new Position(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)));
    }

    @Override
    public int compareTo(Position other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return transaction + "-" + seq;
    }
}
