package org.valija.imap.parse;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** {@code string} of RFC 9051, 9. */
final class Strings {

    private Strings() {}

    /** {@code string = quoted / literal} */
    static String string(Arguments in) {
        return utf8(in.peek() == '{' ? literal(in) : quoted(in));
    }

    /** {@code quoted = DQUOTE *QUOTED-CHAR DQUOTE} */
    private static byte[] quoted(Arguments in) {
        in.expect('"');
        var text = new StringBuilder();
        while (!in.skip('"')) {
            boolean escaped = in.skip('\\');
            char next = in.peek();
            // NUL is nowhere in the grammar, and it is what peek says at the end of the line
            if (next == 0 || escaped && next != '"' && next != '\\') {
                throw new SyntaxException("Broken quoted string");
            }
            text.append(next);
            in.expect(next);
        }
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** {@code literal}, and on to the line behind it. */
    private static byte[] literal(Arguments in) {
        var octets = in.argument(in.literalHead());
        // Read in any case: a command ends with a line
        in.nextLine();
        for (byte octet : octets) {
            if (octet == 0) {
                throw new SyntaxException("NUL in a string");
            }
        }
        return octets;
    }

    private static String utf8(byte[] octets) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString();
        } catch (CharacterCodingException _) {
            throw new SyntaxException("String is not in UTF-8");
        }
    }
}
