package org.valija.smtp.dkim;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The octets of a header that a signature is over.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6376.html#section-3.7">RFC 6376, 3.7</a>
 */
public final class SignedHeader {

    private SignedHeader() {}

    /**
     * The fields that are named, each with a CRLF, and behind them the signature's own, without one.
     *
     * @param fields of the header in their order, each without its last CRLF, one character for each octet
     * @param names {@code h=}: a name that stands there again means the next field of this name above; one more than there
     *     are means that there is none (RFC 6376, 5.4.2)
     * @param signature the field {@code DKIM-Signature}, with or without the value of its {@code b=}
     */
    public static byte[] octets(
            List<String> fields, List<String> names, Canonicalization canonicalization, String signature) {
        var left = byName(fields);
        var signed = new StringBuilder();
        for (var name : names) {
            var field = left.getOrDefault(name.toLowerCase(Locale.ROOT), new ArrayDeque<>())
                    .pollLast();
            if (field != null) {
                signed.append(canonicalization.field(field)).append("\r\n");
            }
        }
        signed.append(canonicalization.field(withoutValue(signature)));
        return signed.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static Map<String, Deque<String>> byName(List<String> fields) {
        var byName = new HashMap<String, Deque<String>>();
        for (var field : fields) {
            byName.computeIfAbsent(name(field), _ -> new ArrayDeque<>()).add(field);
        }
        return byName;
    }

    /** Lower case, without space before the colon; the whole text if there is no colon. */
    public static String name(String field) {
        int end = field.indexOf(':') < 0 ? field.length() : field.indexOf(':');
        while (end > 0 && (field.charAt(end - 1) == ' ' || field.charAt(end - 1) == '\t')) {
            end--;
        }
        return field.substring(0, end).toLowerCase(Locale.ROOT);
    }

    /** The field with {@code b=} empty: nothing is left between the equals sign and what ends the tag. */
    private static String withoutValue(String signature) {
        int from = signature.indexOf(':') + 1;
        while (from < signature.length()) {
            int end = signature.indexOf(';', from);
            end = end < 0 ? signature.length() : end;
            int equals = signature.indexOf('=', from);
            if (equals >= 0
                    && equals < end
                    && signature.substring(from, equals).strip().equals("b")) {
                return signature.substring(0, equals + 1) + signature.substring(end);
            }
            from = end + 1;
        }
        return signature;
    }
}
