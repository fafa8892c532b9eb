package org.valija.mailbox.mime;

import java.io.InputStream;
import org.apache.james.mime4j.codec.Base64InputStream;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.QuotedPrintableInputStream;
import org.jspecify.annotations.Nullable;

/**
 * How octets of a body are written.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2045.html#section-6">RFC 2045, 6</a>
 */
public enum TransferEncoding {
    /** 7bit, 8bit and binary: as they are. */
    IDENTITY,
    BASE64,
    QUOTED_PRINTABLE;

    /**
     * @param name in lower case
     * @return null for an encoding that is none of these
     */
    public static @Nullable TransferEncoding named(String name) {
        return switch (name) {
            case "7bit", "8bit", "binary" -> IDENTITY;
            case "base64" -> BASE64;
            case "quoted-printable" -> QUOTED_PRINTABLE;
            default -> null;
        };
    }

    /** What was encoded; of what is broken, as much as can be told. */
    public InputStream decode(InputStream encoded) {
        return switch (this) {
            case IDENTITY -> encoded;
            case BASE64 -> new Base64InputStream(encoded, DecodeMonitor.SILENT);
            case QUOTED_PRINTABLE -> new QuotedPrintableInputStream(encoded, DecodeMonitor.SILENT);
        };
    }
}
