package org.valija.imap.parse;

import java.util.BitSet;
import java.util.Locale;

/**
 * A mailbox name with wildcards: {@code *} is any text, {@code %} any text within one level.
 *
 * @param value in Unicode
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9051.html#section-6.3.9">RFC 9051, 6.3.9</a>
 */
public record ListPattern(String value) {

    /** {@code mailbox SP list-mailbox}: the reference and the pattern that is interpreted in its context. */
    public static ListPattern of(String reference, String pattern, NameEncoding names) {
        return new ListPattern(names.decode(reference + pattern));
    }

    /** An empty pattern asks for the delimiter instead of mailboxes. */
    public boolean isEmpty() {
        return value.isEmpty();
    }

    public boolean matches(MailboxName name) {
        // INBOX in any case: RFC 9051, 5.1
        return matches(name.value()) || name.isInbox() && matchesInAnyCase(name.value());
    }

    private boolean matchesInAnyCase(String name) {
        return new ListPattern(value.toUpperCase(Locale.ROOT)).matches(name);
    }

    /** All positions of the pattern at once, so that no pattern takes longer than its length times the name's. */
    private boolean matches(String name) {
        var positions = new BitSet(value.length() + 1);
        positions.set(0);
        for (int i = 0; i <= name.length(); i++) {
            passWildcards(positions);
            if (i == name.length()) {
                break;
            }
            positions = after(positions, name.charAt(i));
        }
        return positions.get(value.length());
    }

    /** A wildcard may stand for nothing. */
    private void passWildcards(BitSet positions) {
        for (int p = 0; p < value.length(); p++) {
            if (positions.get(p) && isWildcard(value.charAt(p))) {
                positions.set(p + 1);
            }
        }
    }

    private BitSet after(BitSet positions, char c) {
        var next = new BitSet(value.length() + 1);
        for (int p = positions.nextSetBit(0); p >= 0 && p < value.length(); p = positions.nextSetBit(p + 1)) {
            char expected = value.charAt(p);
            if (expected == '*' || expected == '%' && c != MailboxName.DELIMITER) {
                next.set(p);
            } else if (expected == c) {
                next.set(p + 1);
            }
        }
        return next;
    }

    private static boolean isWildcard(char c) {
        return c == '*' || c == '%';
    }
}
