package org.valija.mailbox.content;

import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Contents that come out of the database many in a row. PostgreSQL sends 8 KB as soon as it has them; contents of that size, a
 * row each, wake their reader one by one, which costs it twice as much as reading them. While the answer is taken apart, its
 * octets are in memory twice.
 */
final class GatheredContents {

    /** Octets of a row, give or take a content. */
    private static final int ROW = 256 * 1024;

    /** In place of a body's length: the content is in chunks, and its upload follows. */
    private static final int NO_BODY = -1;

    /** Of each content of a row what is neither header nor body, in the order in which it is read. */
    private static final String HEADS = """
            string_agg(hash || int8send(size) || int4send(octet_length(header)) || int4send(coalesce(octet_length(body), %d))
                || coalesce(uuid_send(upload_id), ''), '')""".formatted(NO_BODY);

    private GatheredContents() {}

    /**
     * The statement, whose one parameter is an array of hashes.
     *
     * @param bodies whether to load them
     */
    static String statement(boolean bodies) {
        // How long a value is, is known without reading it. The array is in a subquery so that one plan is kept for any
        // number of hashes: see GenericPlans
        return "select " + HEADS + ", string_agg(header, ''), " + (bodies ? "string_agg(body, '')" : "null::bytea")
                + " from (select *, sum(octet_length(header) + coalesce(octet_length(body), 0))"
                + " over (rows unbounded preceding) / " + ROW + " as part"
                + " from content where hash = any((select ?::bytea[])::bytea[])) c group by part";
    }

    /** Takes a row of the statement apart. */
    static void read(ResultSet row, Consumer<StoredContent> each) throws SQLException {
        var heads = ByteBuffer.wrap(row.getBytes(1));
        byte[] headers = row.getBytes(2);
        byte @Nullable [] bodies = row.getBytes(3);
        int header = 0;
        int body = 0;
        while (heads.hasRemaining()) {
            var hash = new byte[ContentHash.OCTETS];
            heads.get(hash);
            long size = heads.getLong();
            int headerEnd = header + heads.getInt();
            int bodyLength = heads.getInt();
            var upload = bodyLength == NO_BODY ? new UUID(heads.getLong(), heads.getLong()) : null;
            int bodyEnd = body + Math.max(bodyLength, 0);
            each.accept(new StoredContent(
                    new ContentHash(hash),
                    size,
                    Arrays.copyOfRange(headers, header, headerEnd),
                    bodies == null || upload != null ? null : Arrays.copyOfRange(bodies, body, bodyEnd),
                    upload));
            header = headerEnd;
            body = bodyEnd;
        }
    }
}
