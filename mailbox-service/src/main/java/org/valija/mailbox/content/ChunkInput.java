package org.valija.mailbox.content;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads large content chunk by chunk: one statement and one chunk in memory at a time, and no more than is asked for. */
final class ChunkInput extends InputStream {

    private final JdbcClient jdbc;
    private final Turns readers;
    private final UUID upload;
    /** The first octet that has not been loaded, and the first that is not wanted any more. */
    private long next;

    private final long end;
    private byte[] chunk = {};
    private int at;

    ChunkInput(JdbcClient jdbc, Turns readers, UUID upload, long offset, long length) {
        this.jdbc = jdbc;
        this.readers = readers;
        this.upload = upload;
        next = offset;
        end = offset + length;
    }

    /** Whether there is an octet to read. */
    private boolean ready() throws IOException {
        if (at < chunk.length) {
            return true;
        }
        if (next >= end) {
            return false;
        }
        var loaded = readers.take(this::load);
        if (loaded.isEmpty() || loaded.get().length == 0) {
            throw new IOException("content was removed while it was read");
        }
        chunk = loaded.get();
        at = 0;
        next += chunk.length;
        return true;
    }

    /** As chunks are not compressed, PostgreSQL reads only the pages of them that it is asked for. */
    private Optional<byte[]> load() {
        return jdbc.sql("""
                        select substring(data from (:next - start_offset + 1)::integer for :most)
                        from content_chunk where upload_id = :upload and start_offset <= :next
                        order by start_offset desc limit 1""")
                .param("next", next)
                .param("most", (int) Math.min(Integer.MAX_VALUE / 2, end - next))
                .param("upload", upload)
                .query((row, _) -> row.getBytes(1))
                .optional();
    }

    @Override
    public int read() throws IOException {
        return ready() ? chunk[at++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!ready()) {
            return -1;
        }
        int n = Math.min(length, chunk.length - at);
        System.arraycopy(chunk, at, buffer, offset, n);
        at += n;
        return n;
    }
}
