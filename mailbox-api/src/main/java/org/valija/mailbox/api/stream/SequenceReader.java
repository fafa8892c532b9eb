package org.valija.mailbox.api.stream;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StreamCorruptedException;
import org.jspecify.annotations.Nullable;

/** Reads the items of a {@link CborSequence}, in the order in which they were written. Closing it closes the connection's stream. */
public final class SequenceReader implements AutoCloseable {

    /** No record is larger; content may be. Room for the structure of a message with very many parts. */
    private static final int LARGEST_RECORD = 64 * 1024 * 1024;

    private final PassingInput in;
    private @Nullable ByteString open;

    SequenceReader(InputStream in) {
        this.in = new PassingInput(in);
    }

    /**
     * The next item, which is a record.
     *
     * @return null at the end of the sequence
     * @throws StreamCorruptedException if something else follows, or a record of another shape
     * @throws EOFException if the sequence breaks off within the item
     */
    public <T> @Nullable T next(Class<T> type) throws IOException {
        finish();
        int first = in.read();
        if (first < 0) {
            return null;
        }
        if (first >>> 5 != Cbor.TAG || argument(first) != Cbor.ENCODED_CBOR) {
            throw new StreamCorruptedException("expected a record");
        }
        long size = argument(octet(Cbor.BYTE_STRING));
        if (size > LARGEST_RECORD) {
            throw new StreamCorruptedException("record of " + size + " octets");
        }
        byte[] bytes = in.readNBytes((int) size);
        if (bytes.length < size) {
            throw new EOFException("sequence broke off within a record");
        }
        return Cbor.MAPPER.readValue(bytes, type);
    }

    /** The next item, which is a record and must be there. */
    public <T> T require(Class<T> type) throws IOException {
        var item = next(type);
        if (item == null) {
            throw new EOFException("sequence ended before a " + type.getSimpleName());
        }
        return item;
    }

    /**
     * The next item, which is content. What is left of it when the next item is asked for is skipped. The stream throws
     * EOFException where the sequence breaks off within it.
     */
    public InputStream content() throws IOException {
        finish();
        int first = in.read();
        if (first < 0) {
            throw new EOFException("sequence ended before content");
        }
        if (first >>> 5 != Cbor.BYTE_STRING) {
            throw new StreamCorruptedException("expected content");
        }
        open = first == Cbor.INDEFINITE_BYTE_STRING ? new ByteString(0, true) : new ByteString(argument(first), false);
        return open;
    }

    private void finish() throws IOException {
        if (open != null) {
            open.skipRest();
            open = null;
        }
    }

    private int octet(int majorType) throws IOException {
        int octet = in.read();
        if (octet < 0) {
            throw new EOFException("sequence broke off");
        }
        if (octet >>> 5 != majorType) {
            throw new StreamCorruptedException("unexpected CBOR item " + octet);
        }
        return octet;
    }

    /** The argument in the head of an item: RFC 8949, 3. */
    private long argument(int first) throws IOException {
        int info = first & 0x1F;
        if (info < 24) {
            return info;
        }
        if (info > 27) {
            throw new StreamCorruptedException("unexpected CBOR head " + first);
        }
        long value = 0;
        for (int i = 0; i < 1 << info - 24; i++) {
            int octet = in.read();
            if (octet < 0) {
                throw new EOFException("sequence broke off");
            }
            value = value << 8 | octet;
        }
        if (value < 0) {
            throw new StreamCorruptedException("length over 63 bits");
        }
        return value;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** The content of a byte string: of one chunk, or of chunks up to a break. */
    private final class ByteString extends InputStream {

        private long left;
        private boolean more;

        ByteString(long left, boolean more) {
            this.left = left;
            this.more = more;
        }

        /** Whether there is another octet to read in the current chunk. */
        private boolean ready() throws IOException {
            while (left == 0 && more) {
                int first = in.read();
                if (first < 0) {
                    throw new EOFException("sequence broke off within content");
                }
                if (first == Cbor.BREAK) {
                    more = false;
                } else if (first >>> 5 == Cbor.BYTE_STRING && first != Cbor.INDEFINITE_BYTE_STRING) {
                    left = argument(first);
                } else {
                    throw new StreamCorruptedException("unexpected CBOR item within content");
                }
            }
            return left > 0;
        }

        /** From the buffer below to where it goes, without a copy in between where that can be. */
        @Override
        public long transferTo(OutputStream out) throws IOException {
            long passed = 0;
            while (ready()) {
                passed += left;
                in.pass(left, out);
                left = 0;
            }
            return passed;
        }

        private void skipRest() throws IOException {
            while (ready()) {
                in.pass(left, OutputStream.nullOutputStream());
                left = 0;
            }
        }

        @Override
        public int read() throws IOException {
            if (!ready()) {
                return -1;
            }
            int octet = in.read();
            if (octet < 0) {
                throw new EOFException("sequence broke off within content");
            }
            left--;
            return octet;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (!ready()) {
                return -1;
            }
            int n = in.read(buffer, offset, (int) Math.min(length, left));
            if (n < 0) {
                throw new EOFException("sequence broke off within content");
            }
            left -= n;
            return n;
        }
    }
}
