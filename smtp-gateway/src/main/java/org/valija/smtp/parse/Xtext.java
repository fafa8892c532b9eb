package org.valija.smtp.parse;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.valija.smtp.parse.SyntaxException.Fault;

/** {@code xtext = *( xchar / hexchar )}: how a parameter's value carries octets that no value may have (RFC 3461, 4). */
public final class Xtext {

    private static final Pattern XTEXT = Pattern.compile("(?:[!-*,-<>-~]|\\+[0-9A-F]{2})*");
    private static final Pattern HEXCHAR = Pattern.compile("\\+([0-9A-F]{2})");

    private Xtext() {}

    /**
     * What a value says, one character for each octet.
     *
     * @param keyword of the parameter, for the client to see
     */
    static String decode(String keyword, String value) {
        if (!XTEXT.matcher(value).matches()) {
            throw new SyntaxException(Fault.ARGUMENTS, keyword + " in xtext");
        }
        return HEXCHAR.matcher(value)
                .replaceAll(hex -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(hex.group(1), 16))));
    }

    /** The same where only printable US-ASCII makes sense: it goes into notices. */
    static String decodePrintable(String keyword, String value) {
        var text = decode(keyword, value);
        if (!text.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            throw new SyntaxException(Fault.ARGUMENTS, keyword + " in printable characters");
        }
        return text;
    }

    /** A value as a parameter carries it. @param text printable US-ASCII */
    public static String encode(String text) {
        var encoded = new StringBuilder();
        for (char c : text.toCharArray()) {
            if (c > ' ' && c < 0x7f && c != '+' && c != '=') {
                encoded.append(c);
            } else {
                encoded.append("+%02X".formatted((int) c & 0xff));
            }
        }
        return encoded.toString();
    }
}
