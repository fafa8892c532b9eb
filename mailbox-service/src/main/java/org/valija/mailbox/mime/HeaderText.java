package org.valija.mailbox.mime;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.jspecify.annotations.Nullable;

/** The octets of a header, read as text. */
public final class HeaderText {

    private HeaderText() {}

    /** UTF-8 (RFC 6532), or ISO-8859-1 where the octets are no UTF-8. NUL, which no protocol could pass on, is left out. */
    public static String of(byte[] octets) {
        return of(octets, 0, octets.length);
    }

    /** The same, of a part of an array. */
    public static String of(byte[] octets, int offset, int length) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets, offset, length))
                    .toString();
        } catch (CharacterCodingException _) {
            text = new String(octets, offset, length, StandardCharsets.ISO_8859_1);
        }
        return text.indexOf('\0') < 0 ? text : text.replace("\0", "");
    }

    /** Decodes encoded words (RFC 2047); those that are broken stay as they stand. */
    public static @Nullable String decoded(@Nullable String text) {
        if (text == null || !text.contains("=?")) {
            return text;
        }
        try {
            return DecoderUtil.decodeEncodedWords(text, DecodeMonitor.SILENT).replace("\0", "");
        } catch (RuntimeException _) {
            return text;
        }
    }
}
