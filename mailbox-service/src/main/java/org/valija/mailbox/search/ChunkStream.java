package org.valija.mailbox.search;

import java.io.InputStream;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A range of content that is stored in chunks, one of them in memory at a time. */
final class ChunkStream extends InputStream {

    private final JdbcClient jdbc;
    private final String upload;
    private final long end;
    private long position;
    private byte[] chunk = {};
    private int next;

    /**
     * @param from first octet of the content, counted from 0
     */
    ChunkStream(JdbcClient jdbc, String upload, long from, long size) {
        this.jdbc = jdbc;
        this.upload = upload;
        position = from;
        end = from + size;
    }

    private record Chunk(long start, byte[] data) {}

    /** Whether there is an octet to read in the chunk at hand. */
    private boolean ready() {
        if (position >= end) {
            return false;
        }
        if (next == chunk.length) {
            var found = jdbc.sql("""
                            select start_offset, data from content_chunk
                            where upload_id = :upload::uuid and start_offset <= :position
                            order by start_offset desc limit 1""")
                    .param("upload", upload)
                    .param("position", position)
                    .query((row, _) -> new Chunk(row.getLong(1), row.getBytes(2)))
                    .optional();
            chunk = found.map(Chunk::data).orElse(new byte[0]);
            next = (int) (position - found.map(Chunk::start).orElse(position));
        }
        // Content that is swept away meanwhile belongs to no message any more
        return next < chunk.length;
    }

    @Override
    public int read() {
        if (!ready()) {
            return -1;
        }
        position++;
        return chunk[next++] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        if (length == 0) {
            return 0;
        }
        if (!ready()) {
            return -1;
        }
        int n = (int) Math.min(Math.min(length, chunk.length - next), end - position);
        System.arraycopy(chunk, next, buffer, offset, n);
        next += n;
        position += n;
        return n;
    }
}
