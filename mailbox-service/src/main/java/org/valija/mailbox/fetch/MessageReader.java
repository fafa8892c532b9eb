package org.valija.mailbox.fetch;

import java.io.IOException;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.UidSet;
import org.valija.mailbox.api.message.Flags;
import org.valija.mailbox.content.ContentHash;

/** Reads messages of a mailbox in {@link UidBatches}. */
@Component
final class MessageReader {

    /** Messages and octets of envelopes and structures that one batch has at most, give or take a message. */
    private static final int BATCH = 500;

    private static final long BATCH_OCTETS = 4 * 1024 * 1024;

    private final JdbcClient jdbc;

    MessageReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A message as it is in the database.
     *
     * @param internalDate null, as the other date and the ids, unless asked for
     * @param envelope CBOR; null unless asked for
     * @param structure CBOR; null unless asked for
     * @param preview null unless asked for, and until the text is indexed
     */
    record Row(
            long uid,
            long modseq,
            Flags flags,
            @Nullable Instant internalDate,
            @Nullable Instant saveDate,
            long size,
            ContentHash hash,
            @Nullable String threadId,
            @Nullable Long uniqueId,
            byte @Nullable [] envelope,
            byte @Nullable [] structure,
            @Nullable String preview) {}

    /** What is read only when it is asked for. */
    enum Extra {
        DATES,
        /** The conversation, and the unique id of POP3. */
        IDS,
        ENVELOPE,
        STRUCTURE,
        PREVIEW
    }

    /** @throws MailboxException.NotFound if the account has no such mailbox */
    void require(AccountId account, MailboxId mailbox) {
        var found = jdbc.sql("select id from mailbox where account_id = ? and id = ?")
                .param(account.value())
                .param(mailbox.value())
                .query(Long.class)
                .optional();
        if (found.isEmpty()) {
            throw new MailboxException.NotFound("no such mailbox");
        }
    }

    /** One reading of messages. */
    final class Reading {

        private final AccountId account;
        private final MailboxId mailbox;
        private final boolean dates;
        private final boolean ids;
        private final boolean envelope;
        private final boolean structure;
        private final boolean preview;

        Reading(AccountId account, MailboxId mailbox, Set<Extra> extras) {
            this.account = account;
            this.mailbox = mailbox;
            dates = extras.contains(Extra.DATES);
            ids = extras.contains(Extra.IDS);
            envelope = extras.contains(Extra.ENVELOPE);
            structure = extras.contains(Extra.STRUCTURE);
            preview = extras.contains(Extra.PREVIEW);
        }

        /** Reads the messages of the set that are there. */
        void forEach(UidSet uids, UidBatches.Batch<Row> batch) throws IOException {
            new UidBatches<>(BATCH, this::rows, Row::uid).forEach(uids, batch);
        }

        /** The next messages in the order of their UIDs; empty if there are none. */
        List<Row> rows(String which, List<Object> parameters, int most) {
            // Arrays are slow to read, and nearly all are empty
            var columns = "uid, modseq, flags, nullif(keywords, '{}') as keywords, size, content_hash"
                    + (dates ? ", internal_date, save_date" : "") + (ids ? ", thread_id, unique_id" : "")
                    + (envelope ? ", envelope" : "") + (structure ? ", structure" : "")
                    + (preview ? ", (select preview from content_text where hash = content_hash) as preview" : "");
            var select = "select " + columns + " from message_now where account_id = ? and mailbox_id = ? and " + which
                    + " order by uid limit " + most;
            // The sum of lengths is known without reading what is long
            var bounded = envelope || structure
                    ? "select * from (select m.*, sum(" + (envelope ? "octet_length(envelope)" : "0")
                            + (structure ? " + octet_length(structure)" : "")
                            + ") over (order by uid rows between unbounded preceding and 1 preceding) as before from ("
                            + select + ") m) m where before is null or before < " + BATCH_OCTETS + " order by uid"
                    : select;
            return jdbc.sql(bounded)
                    .param(account.value())
                    .param(mailbox.value())
                    .params(parameters)
                    .query((row, _) -> row(row))
                    .list();
        }

        private Row row(ResultSet row) throws SQLException {
            return new Row(
                    row.getLong(1),
                    row.getLong(2),
                    Flags.of(row.getInt(3), keywords(row.getArray(4))),
                    dates ? instant(row.getTimestamp("internal_date")) : null,
                    dates ? instant(row.getTimestamp("save_date")) : null,
                    row.getLong(5),
                    new ContentHash(row.getBytes(6)),
                    ids ? row.getString("thread_id") : null,
                    ids ? row.getLong("unique_id") : null,
                    envelope ? row.getBytes("envelope") : null,
                    structure ? row.getBytes("structure") : null,
                    preview ? row.getString("preview") : null);
        }
    }

    /** @param keywords null for none */
    static List<String> keywords(@Nullable Array keywords) throws SQLException {
        return keywords == null ? List.of() : List.of((String[]) keywords.getArray());
    }

    private static Instant instant(Timestamp timestamp) {
        return Instant.ofEpochSecond(timestamp.toInstant().getEpochSecond());
    }
}
