package org.valija.mailbox.append;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.stereotype.Component;
import org.valija.mailbox.mime.SortKeys;
import org.valija.mailbox.transaction.GenericPlans;
import org.valija.mailbox.transaction.RoundTrip;

/** Writes messages of many mailboxes in one statement. Their content, UIDs and counters have been seen to before. */
@Component
public final class MessageRows {

    private final JdbcOperations jdbc;

    MessageRows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** Inserts them, in the transaction of the caller; they get their unique ids in this order. */
    public void insert(List<MessageRow> rows) {
        var statements = new RoundTrip();
        GenericPlans.use(statements);
        insert(rows, statements);
        statements.execute(jdbc);
    }

    /** The same along with others, for which {@link GenericPlans} are used. */
    public void insert(List<MessageRow> rows, RoundTrip statements) {
        statements.update(
                """
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
                order by n""",
                longs(rows, row -> row.account().value()),
                longs(rows, row -> row.mailbox().value()),
                longs(rows, MessageRow::uid),
                longs(rows, MessageRow::modseq),
                octets(rows, row -> row.content().hash().octets()),
                longs(rows, row -> row.content().size()),
                integers(rows, MessageRow::flags),
                texts(rows, row -> String.join(" ", row.keywords())),
                longs(rows, row -> row.internalDate().getEpochSecond()),
                integers(rows, row -> day(row.content().message().sentDay())),
                longs(rows, row -> second(row.content().message().sentAt())),
                texts(rows, row -> row.content().threadId()),
                texts(rows, row -> row.content().message().subject()),
                texts(rows, row -> row.content().message().from()),
                texts(rows, row -> row.content().message().to()),
                texts(rows, row -> row.content().message().cc()),
                texts(rows, row -> row.content().message().bcc()),
                texts(rows, row -> row.content().message().ids().own()),
                texts(
                        rows,
                        row -> String.join(" ", row.content().message().ids().references())),
                texts(rows, row -> sortKeys(row).baseSubject()),
                rows.stream().map(row -> sortKeys(row).isReply()).toArray(Boolean[]::new),
                texts(rows, row -> sortKeys(row).from()),
                texts(rows, row -> sortKeys(row).to()),
                texts(rows, row -> sortKeys(row).cc()),
                texts(rows, row -> sortKeys(row).displayFrom()),
                texts(rows, row -> sortKeys(row).displayTo()),
                octets(rows, row -> row.content().envelope()),
                octets(rows, row -> row.content().structure()),
                rows.stream().map(row -> row.content().finalCrlf()).toArray(Boolean[]::new));
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
