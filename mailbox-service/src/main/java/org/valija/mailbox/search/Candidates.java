package org.valija.mailbox.search;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.message.BodyPart;
import tools.jackson.dataformat.cbor.CBORMapper;

/**
 * Reads the messages of a mailbox that a condition leaves, with their content, in batches that fit in memory; between two
 * batches no connection is held.
 *
 * @param onlyHeaders whether the rest of the content is not wanted
 */
record Candidates(
        JdbcClient jdbc,
        AccountId account,
        MailboxId mailbox,
        SearchStatement statement,
        String condition,
        String answers,
        boolean onlyHeaders) {

    private static final int ROWS = 500;
    /** How many octets of content a batch may have, unless a single message has more. */
    private static final long OCTETS = 4 * 1024 * 1024;

    private static final CBORMapper CBOR = CBORMapper.builder().build();

    /**
     * @param answers of columns
     * @param octets of the content after the header, if they are in one piece
     * @param upload that has the chunks of the content, if they are not
     */
    record Candidate(
            long uid,
            Boolean[] answers,
            byte[] header,
            BodyPart structure,
            byte @Nullable [] octets,
            @Nullable String upload) {

        InputStream range(JdbcClient jdbc, long from, long size) {
            if (octets != null) {
                return new ByteArrayInputStream(octets, Math.toIntExact(from) - header.length, Math.toIntExact(size));
            }
            return new ChunkStream(jdbc, String.valueOf(upload), from, size);
        }
    }

    private record Weight(long uid, long octets) {}

    /** Hands out one after the other, in the order of their UIDs. */
    void forEach(Consumer<Candidate> consumer) {
        long after = 0;
        while (true) {
            var next = weights(after);
            if (next.isEmpty()) {
                return;
            }
            var batch = new ArrayList<Long>();
            long octets = 0;
            for (var weight : next) {
                octets += weight.octets;
                if (octets > OCTETS && !batch.isEmpty()) {
                    break;
                }
                batch.add(weight.uid);
            }
            read(batch).forEach(consumer);
            after = batch.getLast();
        }
    }

    private List<Weight> weights(long after) {
        var weight =
                onlyHeaders ? "octet_length(c.header)" : "octet_length(c.header) + coalesce(octet_length(c.body), 0)";
        return jdbc.sql("select m.uid, " + weight + " as octets"
                        + " from message m join content c on c.hash = m.content_hash"
                        + " where m.account_id = :account and m.mailbox_id = :mailbox and m.uid > :after and "
                        + condition + " order by m.uid limit " + ROWS)
                .params(statement.parameters())
                .param("account", account.value())
                .param("mailbox", mailbox.value())
                .param("after", after)
                .query((row, _) -> new Weight(row.getLong("uid"), row.getLong("octets")))
                .list();
    }

    private List<Candidate> read(List<Long> uids) {
        return jdbc.sql("select m.uid, " + answers + " as answers, c.header, m.structure, c.upload_id, "
                        + (onlyHeaders ? "null::bytea as body" : "c.body")
                        + " from message m join content c on c.hash = m.content_hash"
                        + " where m.account_id = :account and m.mailbox_id = :mailbox and m.uid = any(:uids)"
                        + " order by m.uid")
                .params(statement.parameters())
                .param("account", account.value())
                .param("mailbox", mailbox.value())
                .param("uids", uids.toArray(Long[]::new))
                .query((row, _) -> new Candidate(
                        row.getLong("uid"),
                        (Boolean[]) row.getArray("answers").getArray(),
                        row.getBytes("header"),
                        CBOR.readValue(row.getBytes("structure"), BodyPart.class),
                        row.getBytes("body"),
                        row.getString("upload_id")))
                .list();
    }
}
