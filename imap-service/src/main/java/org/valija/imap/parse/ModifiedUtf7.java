package org.valija.imap.parse;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Mailbox names as IMAP4rev1 writes them: printable US-ASCII stands for itself, {@code &-} for an ampersand, all else is
 * UTF-16 in base64 between {@code &} and {@code -}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3501.html#section-5.1.3">RFC 3501, 5.1.3</a>
 */
public final class ModifiedUtf7 {

    private ModifiedUtf7() {}

    public static String encode(String name) {
        var encoded = new StringBuilder(name.length());
        int i = 0;
        while (i < name.length()) {
            if (name.charAt(i) == '&') {
                encoded.append("&-");
                i++;
            } else if (isDirect(name.charAt(i))) {
                encoded.append(name.charAt(i++));
            } else {
                int from = i;
                while (i < name.length() && !isDirect(name.charAt(i))) {
                    i++;
                }
                var base64 = Base64.getEncoder()
                        .withoutPadding()
                        .encodeToString(name.substring(from, i).getBytes(StandardCharsets.UTF_16BE));
                encoded.append('&').append(base64.replace('/', ',')).append('-');
            }
        }
        return encoded.toString();
    }

    /** @throws SyntaxException if it is not well-formed, or written in another way than {@link #encode} does */
    public static String decode(String encoded) {
        var name = new StringBuilder(encoded.length());
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            if (c != '&') {
                name.append(c);
                continue;
            }
            int end = encoded.indexOf('-', i);
            if (end < 0) {
                throw new SyntaxException("Mailbox name is not in modified UTF-7");
            }
            name.append(end == i + 1 ? "&" : shifted(encoded.substring(i + 1, end)));
            i = end;
        }
        var decoded = name.toString();
        // One name, one spelling: else two clients could not agree on what is the same mailbox
        if (!encode(decoded).equals(encoded)) {
            throw new SyntaxException("Mailbox name is not in modified UTF-7");
        }
        return decoded;
    }

    private static String shifted(String base64) {
        try {
            byte[] octets = Base64.getDecoder().decode(base64.replace(',', '/'));
            return StandardCharsets.UTF_16BE
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString();
        } catch (IllegalArgumentException | CharacterCodingException _) {
            throw new SyntaxException("Mailbox name is not in modified UTF-7");
        }
    }

    private static boolean isDirect(char c) {
        return c >= ' ' && c < 0x7F && c != '&';
    }
}
