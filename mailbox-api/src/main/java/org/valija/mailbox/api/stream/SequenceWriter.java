package org.valija.mailbox.api.stream;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Writes the items of a {@link CborSequence}. */
public final class SequenceWriter {

    private static final int CHUNK = 32 * 1024;

    private final BufferedOutputStream out;

    SequenceWriter(OutputStream out) {
        this.out = new BufferedOutputStream(out, CHUNK);
    }

    /** Writes a record. */
    public void write(Object item) throws IOException {
        writeEncoded(Cbor.MAPPER.writeValueAsBytes(item));
    }

    /** Writes a record that is CBOR already. */
    public void writeEncoded(byte[] record) throws IOException {
        head(Cbor.TAG, Cbor.ENCODED_CBOR);
        head(Cbor.BYTE_STRING, record.length);
        out.write(record);
    }

    /** Writes content that is at hand. */
    public void write(byte[] content) throws IOException {
        write(content, 0, content.length);
    }

    /** Writes content that is at hand. */
    public void write(byte[] content, int offset, int length) throws IOException {
        head(Cbor.BYTE_STRING, length);
        out.write(content, offset, length);
    }

    /**
     * Starts content whose size is known; the caller writes exactly that many octets to the stream, and closes it. Closing
     * it early throws IllegalStateException.
     */
    public OutputStream content(long size) throws IOException {
        head(Cbor.BYTE_STRING, size);
        return new SizedOutput(out, size);
    }

    /**
     * Writes content of unknown size, to the end of a stream.
     *
     * @throws SourceException if that stream fails: the receiver then sees the sequence break off
     */
    public void writeFrom(InputStream content) throws IOException {
        out.write(Cbor.INDEFINITE_BYTE_STRING);
        var chunk = new byte[CHUNK];
        for (int n = read(content, chunk); n > 0; n = read(content, chunk)) {
            head(Cbor.BYTE_STRING, n);
            out.write(chunk, 0, n);
        }
        out.write(Cbor.BREAK);
    }

    /** Sends what has been written so far. */
    public void flush() throws IOException {
        out.flush();
    }

    private static int read(InputStream content, byte[] chunk) {
        try {
            return content.read(chunk);
        } catch (IOException e) {
            throw new SourceException(e);
        }
    }

    /** The head of an item, its argument in the shortest form: RFC 8949, 3. */
    private void head(int majorType, long argument) throws IOException {
        int major = majorType << 5;
        if (argument < 24) {
            out.write(major | (int) argument);
        } else if (argument < 1L << 8) {
            number(major | 24, argument, 1);
        } else if (argument < 1L << 16) {
            number(major | 25, argument, 2);
        } else if (argument < 1L << 32) {
            number(major | 26, argument, 4);
        } else {
            number(major | 27, argument, 8);
        }
    }

    private void number(int first, long argument, int octets) throws IOException {
        out.write(first);
        for (int shift = (octets - 1) * 8; shift >= 0; shift -= 8) {
            out.write((int) (argument >>> shift));
        }
    }
}
