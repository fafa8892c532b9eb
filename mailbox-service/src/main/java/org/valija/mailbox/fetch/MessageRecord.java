package org.valija.mailbox.fetch;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.message.Flags;
import org.valija.mailbox.api.message.SystemFlag;

/**
 * Writes {@link org.valija.mailbox.api.message.Message} as CBOR (RFC 8949), with the envelope and structure as the database
 * has them: they are never decoded on the way, which is what makes long lists fast.
 */
final class MessageRecord {

    private static final int UNSIGNED = 0;
    private static final int NEGATIVE = 1;
    private static final int TEXT = 3;
    private static final int ARRAY = 4;
    private static final int MAP = 5;

    private final ByteArrayOutputStream fields = new ByteArrayOutputStream(1024);
    private int count;

    MessageRecord number(String name, @Nullable Long value) {
        if (value != null) {
            name(name);
            number(value);
        }
        return this;
    }

    MessageRecord text(String name, @Nullable String value) {
        if (value != null) {
            name(name);
            text(value);
        }
        return this;
    }

    MessageRecord instant(String name, @Nullable Instant value) {
        return text(name, value == null ? null : value.toString());
    }

    /** @param value CBOR */
    MessageRecord encoded(String name, byte @Nullable [] value) {
        if (value != null) {
            name(name);
            fields.writeBytes(value);
        }
        return this;
    }

    MessageRecord numbers(String name, List<Long> values) {
        name(name);
        head(ARRAY, values.size());
        values.forEach(this::number);
        return this;
    }

    MessageRecord flags(String name, @Nullable Flags value) {
        if (value != null) {
            name(name);
            head(MAP, 2);
            text("system");
            texts(value.system().stream().map(SystemFlag::word).toList());
            text("keywords");
            texts(value.keywords());
        }
        return this;
    }

    byte[] toByteArray() {
        var content = fields.toByteArray();
        fields.reset();
        head(MAP, count);
        fields.writeBytes(content);
        return fields.toByteArray();
    }

    private void name(String name) {
        count++;
        text(name);
    }

    private void number(long value) {
        if (value < 0) {
            head(NEGATIVE, -1 - value);
        } else {
            head(UNSIGNED, value);
        }
    }

    private void texts(List<String> values) {
        head(ARRAY, values.size());
        values.forEach(this::text);
    }

    private void text(String value) {
        var octets = value.getBytes(StandardCharsets.UTF_8);
        head(TEXT, octets.length);
        fields.writeBytes(octets);
    }

    /** Major type and argument: RFC 8949, 3. */
    private void head(int major, long argument) {
        if (argument < 24) {
            fields.write(major << 5 | (int) argument);
            return;
        }
        int width = argument < 1L << 8 ? 0 : argument < 1L << 16 ? 1 : argument < 1L << 32 ? 2 : 3;
        fields.write(major << 5 | 24 + width);
        for (int shift = (8 << width) - 8; shift >= 0; shift -= 8) {
            fields.write((int) (argument >>> shift));
        }
    }
}
