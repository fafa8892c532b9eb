package org.valija.line;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * One line as it came, without the CRLF that ended it. Neither CR nor LF is in it; NUL may be.
 *
 * @param octets handed out without a copy: nobody may change them
 */
@SuppressWarnings("ArrayRecordComponent") // a copy per line would be the price; equals and hashCode are our own
public record Line(byte[] octets) {

    public int length() {
        return octets.length;
    }

    public boolean isEmpty() {
        return octets.length == 0;
    }

    public boolean isAscii() {
        for (byte octet : octets) {
            if (octet < 0) {
                return false;
            }
        }
        return true;
    }

    /** One character for each octet, U+0000 to U+00FF, so that nothing is lost and offsets are the same. */
    public String latin1() {
        return new String(octets, StandardCharsets.ISO_8859_1);
    }

    /** The line as text, or nothing where it is not well-formed UTF-8. */
    public Optional<String> utf8() {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString());
        } catch (CharacterCodingException _) {
            return Optional.empty();
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Line line && Arrays.equals(octets, line.octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }

    /** Never the text itself: lines carry passwords, and end up in logs by accident. */
    @Override
    public String toString() {
        return "Line[" + octets.length + " octets]";
    }
}
