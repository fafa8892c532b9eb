package org.valija.imap.respond;

import org.jspecify.annotations.Nullable;

/**
 * A status response, tagged or not: {@code resp-cond-state / resp-cond-bye}.
 *
 * @param tag {@code *} if it is untagged
 * @param text for people: printable US-ASCII, not empty
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9051.html#section-7.1">RFC 9051, 7.1</a>
 */
public record Status(
        String tag, Condition condition, @Nullable ResponseCode code, String text) {

    public static final String UNTAGGED = "*";

    public Status {
        if (text.isEmpty() || !text.chars().allMatch(c -> c >= ' ' && c < 0x7F)) {
            throw new IllegalArgumentException("not a text for people");
        }
    }

    @Override
    public String toString() {
        return tag + " " + condition + (code == null ? "" : " [" + code.text() + "]") + " " + text;
    }
}
