package org.valija.smtp.parse;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.valija.smtp.parse.SyntaxException.Fault;

/**
 * {@code ORCPT}: whom the message was for in the first place, before others forwarded it. Notices name it.
 *
 * @param type of the address, such as {@code rfc822} or {@code utf-8}; lower case
 * @param address without its encoding
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3461.html#section-4.2">RFC 3461, 4.2</a>
 */
public record OriginalRecipient(String type, String address) {

    private static final int LONGEST = 500; // RFC 3461, 4.2
    private static final Pattern TYPE = Pattern.compile("[A-Za-z0-9-]{1,40}");
    /** {@code EmbeddedUnicodeChar} of RFC 6533, 3. */
    private static final Pattern EMBEDDED = Pattern.compile("\\\\x\\{([0-9A-F]{2,6})}");

    /** What a record keeps as {@code type;address}. */
    public static OriginalRecipient of(String text) {
        int semicolon = text.indexOf(';');
        return new OriginalRecipient(text.substring(0, Math.max(0, semicolon)), text.substring(semicolon + 1));
    }

    /** As a parameter carries it: {@code utf-8-addr-xtext} where there is more than ASCII (RFC 6533, 3). */
    public String encoded() {
        var ascii = new StringBuilder();
        address.codePoints().forEach(c -> {
            boolean embedded = type.equals("utf-8") && (c > 0x7e || c <= ' ' || c == '+' || c == '=' || c == '\\');
            ascii.append(embedded ? "\\x{%02X}".formatted(c) : Character.toString(c));
        });
        return type + ";" + (type.equals("utf-8") ? ascii : Xtext.encode(address));
    }

    /** {@code original-recipient-address = addr-type ";" xtext}, and for UTF-8 the encodings of RFC 6533, 3. */
    static OriginalRecipient read(String value) {
        int semicolon = value.indexOf(';');
        if (value.length() > LONGEST || semicolon < 0) {
            throw new SyntaxException(Fault.ARGUMENTS, "ORCPT=type;address");
        }
        var type = value.substring(0, semicolon);
        var address = value.substring(semicolon + 1);
        if (!TYPE.matcher(type).matches() || address.isEmpty()) {
            throw new SyntaxException(Fault.ARGUMENTS, "ORCPT=type;address");
        }
        return type.equalsIgnoreCase("utf-8")
                ? new OriginalRecipient("utf-8", unitext(address))
                : new OriginalRecipient(type.toLowerCase(Locale.ROOT), Xtext.decodePrintable("ORCPT", address));
    }

    private static String unitext(String address) {
        try {
            return EMBEDDED.matcher(address)
                    .replaceAll(
                            character -> Matcher.quoteReplacement(visible(Integer.parseInt(character.group(1), 16))));
        } catch (IllegalArgumentException _) {
            throw new SyntaxException(Fault.ARGUMENTS, "ORCPT with characters of Unicode");
        }
    }

    /** A character that may be written into a notice: no control, and no half of a surrogate pair. */
    private static String visible(int codePoint) {
        if (codePoint < ' ' || codePoint >= 0x7f && codePoint < 0xa0 || codePoint >= 0xd800 && codePoint < 0xe000) {
            throw new IllegalArgumentException("no visible character");
        }
        return Character.toString(codePoint);
    }
}
