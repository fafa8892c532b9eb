package org.valija.mailbox.append;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.valija.mailbox.mime.SortKeys;
import org.valija.mailbox.transaction.GenericPlans;

/** Writes messages of many mailboxes in one statement. Their content, UIDs and counters have been seen to before. */
@Component
public final class MessageRows {

    private final JdbcClient jdbc;

    MessageRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Inserts them, in the transaction of the caller; they get their unique ids in this order. */
    public void insert(List<MessageRow> rows) {
        jdbc.sql(GenericPlans.used("""
                        insert into message (account_id, mailbox_id, uid, modseq, content_hash, size, flags, keywords,
                            internal_date, save_date, sent_day, sent_at, thread_id,
                            subject, from_text, to_text, cc_text, bcc_text, message_id, refs, base_subject, is_reply,
                            sort_from, sort_to, sort_cc, display_from, display_to, envelope, structure, final_crlf)
                        select account, mailbox, uid, modseq, hash, size, flags, string_to_array(keywords, ' '),
                            to_timestamp(internal_date), now(), date '1970-01-01' + sent_day, to_timestamp(sent_at),
                            coalesce((
                                select m.thread_id from unnest(string_to_array(r.refs, ' ')) with ordinality as f (id, place)
                                join message m on m.account_id = r.account and m.message_id = f.id
                                order by f.place limit 1), r.thread),
                            subject, from_text, to_text, cc_text, bcc_text,
                            message_id, string_to_array(refs, ' '), base_subject, is_reply,
                            sort_from, sort_to, sort_cc, display_from, display_to, envelope, structure, final_crlf
                        from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                            with ordinality
                            as r (account, mailbox, uid, modseq, hash, size, flags, keywords,
                                internal_date, sent_day, sent_at, thread,
                                subject, from_text, to_text, cc_text, bcc_text, message_id, refs, base_subject, is_reply,
                                sort_from, sort_to, sort_cc, display_from, display_to, envelope, structure, final_crlf, n)
                        order by n"""))
                .param(longs(rows, row -> row.account().value()))
                .param(longs(rows, row -> row.mailbox().value()))
                .param(longs(rows, MessageRow::uid))
                .param(longs(rows, MessageRow::modseq))
                .param(octets(rows, row -> row.content().hash().octets()))
                .param(longs(rows, row -> row.content().size()))
                .param(integers(rows, MessageRow::flags))
                .param(texts(rows, row -> String.join(" ", row.keywords())))
                .param(longs(rows, row -> row.internalDate().getEpochSecond()))
                .param(integers(rows, row -> day(row.content().message().sentDay())))
                .param(longs(rows, row -> second(row.content().message().sentAt())))
                .param(texts(rows, row -> row.content().threadId()))
                .param(texts(rows, row -> row.content().message().subject()))
                .param(texts(rows, row -> row.content().message().from()))
                .param(texts(rows, row -> row.content().message().to()))
                .param(texts(rows, row -> row.content().message().cc()))
                .param(texts(rows, row -> row.content().message().bcc()))
                .param(texts(rows, row -> row.content().message().ids().own()))
                .param(texts(
                        rows,
                        row -> String.join(" ", row.content().message().ids().references())))
                .param(texts(rows, row -> sortKeys(row).baseSubject()))
                .param(rows.stream().map(row -> sortKeys(row).isReply()).toArray(Boolean[]::new))
                .param(texts(rows, row -> sortKeys(row).from()))
                .param(texts(rows, row -> sortKeys(row).to()))
                .param(texts(rows, row -> sortKeys(row).cc()))
                .param(texts(rows, row -> sortKeys(row).displayFrom()))
                .param(texts(rows, row -> sortKeys(row).displayTo()))
                .param(octets(rows, row -> row.content().envelope()))
                .param(octets(rows, row -> row.content().structure()))
                .param(rows.stream().map(row -> row.content().finalCrlf()).toArray(Boolean[]::new))
                .update();
    }

    private static SortKeys sortKeys(MessageRow row) {
        return row.content().message().sortKeys();
    }

    private static @Nullable Integer day(@Nullable LocalDate day) {
        return day == null ? null : (int) day.toEpochDay();
    }

    private static @Nullable Long second(@Nullable Instant moment) {
        return moment == null ? null : moment.getEpochSecond();
    }

    private static Long[] longs(List<MessageRow> rows, Function<MessageRow, @Nullable Long> column) {
        return rows.stream().map(column).toArray(Long[]::new);
    }

    private static Integer[] integers(List<MessageRow> rows, Function<MessageRow, @Nullable Integer> column) {
        return rows.stream().map(column).toArray(Integer[]::new);
    }

    private static String[] texts(List<MessageRow> rows, Function<MessageRow, @Nullable String> column) {
        return rows.stream().map(column).toArray(String[]::new);
    }

    private static byte[][] octets(List<MessageRow> rows, Function<MessageRow, byte[]> column) {
        return rows.stream().map(column).toArray(byte[][]::new);
    }
}
