package org.valija.imap.parse;

/** The classes of characters in RFC 9051, 9. All take one octet, 0 to 255. */
public final class Chars {

    private Chars() {}

    public static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    /** {@code ATOM-CHAR = <any CHAR except atom-specials>} */
    public static boolean isAtom(int c) {
        return c > ' '
                && c < 0x7F
                && switch (c) {
                    case '(', ')', '{', '%', '*', '"', '\\', ']' -> false;
                    default -> true;
                };
    }

    /** {@code ASTRING-CHAR = ATOM-CHAR / resp-specials} */
    public static boolean isAstring(int c) {
        return c == ']' || isAtom(c);
    }

    /** {@code list-char = ATOM-CHAR / list-wildcards / resp-specials} */
    public static boolean isList(int c) {
        return c == '%' || c == '*' || isAstring(c);
    }

    /** {@code ALPHA / DIGIT / "_" / "-"}: RFC 8474, 7 */
    public static boolean isObjectId(int c) {
        return isDigit(c) || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c == '_' || c == '-';
    }
}
