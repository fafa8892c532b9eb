package org.valija.mailbox.api.stream;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;

/**
 * A request or answer of any length, as a CBOR sequence (RFC 8742), that is written and read as it passes. A record
 * stands in it as an encoded CBOR data item (tag 24, RFC 8949, 3.4.5.1), whose length tells where it ends; content stands
 * in it as a byte string, definite or not. Who sends makes one with {@link #of}; who receives gets one and calls
 * {@link #reader} once, and closes that.
 *
 * <p>It is an {@link InputStreamResource} because that is what makes RestClient leave the response open.
 */
public final class CborSequence extends InputStreamResource {

    /** RFC 8742, 6. */
    public static final String MEDIA_TYPE = "application/cbor-seq";

    private final @Nullable Content content;

    /** Writes the items, when the connection is ready for them. */
    @FunctionalInterface
    public interface Content {
        void writeTo(SequenceWriter out) throws IOException;
    }

    private CborSequence(InputStream in, @Nullable Content content) {
        super(in);
        this.content = content;
    }

    /** A sequence to send. */
    public static CborSequence of(Content content) {
        return new CborSequence(InputStream.nullInputStream(), content);
    }

    /** A sequence that is being received; the reader closes the stream. */
    public static CborSequence reading(InputStream in) {
        return new CborSequence(in, null);
    }

    /** Reads what is received; to be called once. */
    public SequenceReader reader() throws IOException {
        return new SequenceReader(getInputStream());
    }

    void writeTo(OutputStream out) throws IOException {
        if (content == null) {
            throw new IllegalStateException("a sequence that is received can't be sent");
        }
        var writer = new SequenceWriter(out);
        content.writeTo(writer);
        writer.flush();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
