package org.valija.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Octets written as text, as transcripts and failure messages do: UTF-8 stands for itself, any other octet is
 * {@code \x} and two hexadecimal digits. All other backslashes are backslashes, as in {@code \Seen}.
 */
public final class Octets {

    private static final Pattern ESCAPE = Pattern.compile("\\\\x([0-9a-fA-F]{2})");

    private Octets() {}

    /** The octets that a text stands for. */
    public static byte[] of(String text) {
        var octets = new ByteArrayOutputStream(text.length());
        var escape = ESCAPE.matcher(text);
        int from = 0;
        while (escape.find()) {
            octets.writeBytes(text.substring(from, escape.start()).getBytes(StandardCharsets.UTF_8));
            octets.write(Integer.parseInt(escape.group(1), 16));
            from = escape.end();
        }
        octets.writeBytes(text.substring(from).getBytes(StandardCharsets.UTF_8));
        return octets.toByteArray();
    }

    /** The text for some octets; controls, and octets that are not UTF-8, are escaped. */
    public static String show(byte[] octets) {
        var text = new StringBuilder(octets.length);
        int at = 0;
        while (at < octets.length) {
            int length = Math.min(sequenceLength(octets[at]), octets.length - at);
            String character = utf8(octets, at, length);
            if (character.isEmpty()) {
                text.append("\\x%02x".formatted(octets[at]));
                at++;
            } else {
                text.append(character);
                at += length;
            }
        }
        return text.toString();
    }

    /** Octets in the UTF-8 sequence that an octet begins: RFC 3629, 3. */
    private static int sequenceLength(byte first) {
        int octet = first & 0xff;
        if (octet >= 0xf0) {
            return 4;
        }
        if (octet >= 0xe0) {
            return 3;
        }
        return octet >= 0xc0 ? 2 : 1;
    }

    /** One printable character, or nothing if these octets are none. */
    private static String utf8(byte[] octets, int at, int length) {
        try {
            var character = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets, at, length))
                    .toString();
            return Character.isISOControl(character.codePointAt(0)) ? "" : character;
        } catch (CharacterCodingException notUtf8) {
            return "";
        }
    }
}
