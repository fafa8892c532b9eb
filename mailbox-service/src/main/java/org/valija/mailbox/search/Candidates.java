package org.valija.mailbox.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.valija.mailbox.api.message.BodyPart;
import org.valija.mailbox.content.ContentHash;
import org.valija.mailbox.content.ContentReader;
import org.valija.mailbox.content.StoredContent;
import tools.jackson.dataformat.cbor.CBORMapper;

/**
 * Reads messages of a mailbox with their content, in batches that fit in memory; between two batches no connection is
 * held.
 *
 * @param answers of the statement
 * @param parameters of the statement; account and mailbox among them
 * @param onlyHeaders whether the rest of the content is not wanted
 */
record Candidates(
        JdbcClient jdbc, ContentReader contents, String answers, Map<String, Object> parameters, boolean onlyHeaders) {

    private static final int ROWS = 500;
    /** How many octets of content a batch may have, unless a single message has more. */
    private static final long OCTETS = 4 * 1024 * 1024;

    private static final CBORMapper CBOR = CBORMapper.builder().build();

    /**
     * @param answers of columns and the index; null where they tell nothing
     */
    record Candidate(long uid, Boolean[] answers, BodyPart structure, StoredContent content) {}

    private record Row(long uid, Boolean[] answers, BodyPart structure, ContentHash hash) {}

    private record Weight(long uid, long octets) {}

    /** Hands out one after the other, in the order of their UIDs. */
    void forEach(List<Long> uids, Consumer<Candidate> consumer) {
        for (int from = 0; from < uids.size(); from += ROWS) {
            var batch = new ArrayList<Long>();
            long octets = 0;
            for (var weight : weights(uids.subList(from, Math.min(from + ROWS, uids.size())))) {
                octets += weight.octets;
                if (octets > OCTETS && !batch.isEmpty()) {
                    read(batch).forEach(consumer);
                    batch.clear();
                    octets = weight.octets;
                }
                batch.add(weight.uid);
            }
            read(batch).forEach(consumer);
        }
    }

    private List<Weight> weights(List<Long> uids) {
        var weight =
                onlyHeaders ? "octet_length(c.header)" : "octet_length(c.header) + coalesce(octet_length(c.body), 0)";
        return jdbc.sql("select m.uid, " + weight + " as octets"
                        + " from message m join content c on c.hash = m.content_hash"
                        + " where m.account_id = :account and m.mailbox_id = :mailbox and m.uid = any(:uids)"
                        + " order by m.uid")
                .params(parameters)
                .param("uids", uids.toArray(Long[]::new))
                .query((row, _) -> new Weight(row.getLong("uid"), row.getLong("octets")))
                .list();
    }

    private List<Candidate> read(List<Long> uids) {
        var rows = jdbc.sql("select m.uid, " + answers + " as answers, m.structure, m.content_hash from message_now m"
                        + " left join content_text t on t.hash = m.content_hash"
                        + " where m.account_id = :account and m.mailbox_id = :mailbox and m.uid = any(:uids)"
                        + " order by m.uid")
                .params(parameters)
                .param("uids", uids.toArray(Long[]::new))
                .query((row, _) -> new Row(
                        row.getLong("uid"),
                        (Boolean[]) row.getArray("answers").getArray(),
                        CBOR.readValue(row.getBytes("structure"), BodyPart.class),
                        new ContentHash(row.getBytes("content_hash"))))
                .list();
        var found = contents.find(rows.stream().map(Row::hash).toList(), !onlyHeaders);
        var candidates = new ArrayList<Candidate>();
        for (var row : rows) {
            var content = found.get(row.hash);
            // Expunged and swept away meanwhile if it is not there
            if (content != null) {
                candidates.add(new Candidate(row.uid, row.answers, row.structure, content));
            }
        }
        return candidates;
    }
}
