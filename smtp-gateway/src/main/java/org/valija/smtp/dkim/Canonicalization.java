package org.valija.smtp.dkim;

/**
 * What may change on the way without breaking a signature.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6376.html#section-3.4">RFC 6376, 3.4</a>
 */
public enum Canonicalization {
    /** Almost nothing: only empty lines at the end of the body. */
    SIMPLE,
    /** White space, and the case of field names. */
    RELAXED;

    /** The word in {@code c=}. */
    public static Canonicalization of(String word) throws DkimSyntaxException {
        return switch (word) {
            case "simple" -> SIMPLE;
            case "relaxed" -> RELAXED;
            default -> throw new DkimSyntaxException("c= is neither simple nor relaxed");
        };
    }

    /**
     * A field as it is signed.
     *
     * @param field without its last CRLF, one character for each octet
     */
    String field(String field) {
        return this == SIMPLE ? field : relaxed(field);
    }

    /** RFC 6376, 3.4.2. White space is SP and HTAB; other octets that some call so are left as they are. */
    private static String relaxed(String field) {
        int colon = field.indexOf(':');
        var relaxed = new StringBuilder(field.length()).append(SignedHeader.name(field));
        if (colon < 0) {
            return relaxed.toString();
        }
        relaxed.append(':');
        boolean space = false;
        int start = relaxed.length();
        for (int i = colon + 1; i < field.length(); i++) {
            char c = field.charAt(i);
            if (c == ' ' || c == '\t') {
                space = true;
            } else if (c == '\r' && field.startsWith("\r\n", i)) {
                i++;
            } else {
                if (space && relaxed.length() > start) {
                    relaxed.append(' ');
                }
                space = false;
                relaxed.append(c);
            }
        }
        return relaxed.toString();
    }
}
