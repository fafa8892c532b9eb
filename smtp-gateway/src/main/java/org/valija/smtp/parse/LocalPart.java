package org.valija.smtp.parse;

/**
 * {@code Local-part = Dot-string / Quoted-string}. Two ways of writing one name are equal: quotes and backslashes are
 * gone from the value, and come back only where they are needed.
 *
 * @param value without quoting, 1 octet at least; more than ASCII only where SMTPUTF8 is in use (RFC 6531, 3.3)
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5321.html#section-4.1.2">RFC 5321, 4.1.2</a>
 */
public record LocalPart(String value) {

    static LocalPart read(Arguments in) {
        var value = in.peek() == '"' ? quotedString(in) : dotString(in);
        // Longer than the 64 octets of RFC 5321, 4.5.3.1.1, are seen in bounce addresses (VERP, SRS): the path's limit
        // holds
        return new LocalPart(value);
    }

    /** {@code Dot-string = Atom *("." Atom)} */
    private static String dotString(Arguments in) {
        var value = new StringBuilder(in.some("local-part", LocalPart::isAtext));
        while (in.take('.')) {
            value.append('.').append(in.some("local-part", LocalPart::isAtext));
        }
        return value.toString();
    }

    /** {@code Quoted-string = DQUOTE *( qtextSMTP / quoted-pairSMTP ) DQUOTE} */
    private static String quotedString(Arguments in) {
        var value = new StringBuilder();
        in.require('"');
        while (!in.take('"')) {
            in.take('\\');
            if (in.peek() < ' ' || in.peek() == 0x7f) {
                throw in.expected("quoted string");
            }
            value.append(in.next());
        }
        if (value.isEmpty()) {
            throw in.expected("local-part");
        }
        return value.toString();
    }

    /** {@code atext}: RFC 5322, 3.2.3, and {@code UTF8-non-ascii} of RFC 6531, 3.3. */
    private static boolean isAtext(int c) {
        return Domain.isLetDig(c) || c > 0x7f || c > ' ' && "!#$%&'*+-/=?^_`{|}~".indexOf(c) >= 0;
    }

    private boolean isDotString() {
        return !value.startsWith(".")
                && !value.endsWith(".")
                && !value.contains("..")
                && value.chars().allMatch(c -> c == '.' || isAtext(c));
    }

    /** Quoted only where it must be: RFC 5321, 4.1.2. */
    @Override
    public String toString() {
        return isDotString() ? value : '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
