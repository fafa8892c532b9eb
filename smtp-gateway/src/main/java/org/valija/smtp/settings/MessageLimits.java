package org.valija.smtp.settings;

import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What a message may have; more is refused.
 *
 * @param size of the message as it is sent, announced as SIZE (RFC 1870); at least 64 KB (RFC 5321, 4.5.3.1.7)
 * @param header of everything before the first empty line; at least 16 KB
 * @param line of one line, in header or body; at least 1,000 octets (RFC 5321, 4.5.3.1.6). Real mail has lines of
 *     hundreds of kilobytes, made by programs that never heard of 998
 * @param fields in the header; at least 100
 * @param bareLineEnds what becomes of a CR or LF that stands alone
 * @param recipients of one transaction; at least 100 (RFC 5321, 4.5.3.1.8)
 * @param received trace fields after which it must be a loop; at least 30 (RFC 5321, 6.3, wants a large number)
 */
public record MessageLimits(
        @DefaultValue("50MB") DataSize size,
        @DefaultValue("1MB") DataSize header,
        @DefaultValue("10MB") DataSize line,
        @DefaultValue("2000") int fields,
        @DefaultValue("refuse") BareLineEnds bareLineEnds,
        @DefaultValue("1000") int recipients,
        @DefaultValue("50") int received) {

    public MessageLimits {
        atLeast(64 * 1024, size.toBytes(), "size");
        atLeast(16 * 1024, header.toBytes(), "header");
        atLeast(1_000, line.toBytes(), "line");
        atLeast(100, fields, "fields");
        atLeast(100, recipients, "recipients");
        atLeast(30, received, "received");
    }

    /** The largest message, in octets. */
    public long largestMessage() {
        return size.toBytes();
    }

    /** The largest header, in octets. */
    public long largestHeader() {
        return header.toBytes();
    }

    /** The longest line, in octets without CRLF. */
    public long longestLine() {
        return line.toBytes();
    }

    private static void atLeast(long least, long value, String name) {
        if (value < least) {
            throw new IllegalArgumentException("smtp.message." + name + " must be at least " + least + ": " + value);
        }
    }
}
