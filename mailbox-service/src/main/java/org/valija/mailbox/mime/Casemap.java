package org.valija.mailbox.mime;

import java.text.Normalizer;
import java.util.Locale;

/**
 * How texts are compared, searched and sorted: i;unicode-casemap, upper case with all characters decomposed, so that
 * "é" is the same however it is written. Two things more: "ß" is the same as "ss", and white space of any length and
 * kind, line ends included, is one space. Of folded texts one contains the other if its characters do, and they sort by
 * code point. What comes out has no control characters, and folding it again changes nothing.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5051.html#section-2">RFC 5051, 2</a>
 */
public final class Casemap {

    private Casemap() {}

    public static String fold(String text) {
        return spaced(isAscii(text) ? text.toUpperCase(Locale.ROOT) : decomposed(upper(text)));
    }

    /** Some characters have lower case letters only once they are decomposed. */
    private static String upper(String text) {
        return decomposed(text).toUpperCase(Locale.ROOT);
    }

    private static String decomposed(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKD);
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    private static String spaced(String text) {
        var spaced = new StringBuilder(text.length());
        boolean space = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isSpace(c)) {
                if (!space) {
                    spaced.append(' ');
                }
                space = true;
            } else {
                spaced.append(isHalf(text, i) ? '\uFFFD' : c);
                space = false;
            }
        }
        return spaced.toString();
    }

    /** A surrogate without the other one is no character: UTF-8 has no octets for it. */
    private static boolean isHalf(String text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
        }
        return Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
    }

    private static boolean isSpace(char c) {
        return c <= ' ' || c >= '\u007F' && (Character.isISOControl(c) || Character.isSpaceChar(c));
    }
}
