package org.valija.mailbox.fetch;

import java.io.IOException;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.Uid;
import org.valija.mailbox.api.UidSet;
import org.valija.mailbox.api.UidSetBuilder;
import org.valija.mailbox.api.message.Flags;
import org.valija.mailbox.api.message.FlagsRun;
import org.valija.mailbox.api.message.MessageFlags;
import org.valija.mailbox.api.stream.CborSequence;
import org.valija.mailbox.api.stream.SequenceWriter;

/** Reads the flags of many messages and nothing else of them. Most have the same flags as the one before, and are told together. */
@Component
public final class FlagsReader {

    private static final int BATCH = 2_000;

    private final MessageReader messages;
    private final JdbcClient jdbc;

    FlagsReader(MessageReader messages, JdbcClient jdbc) {
        this.messages = messages;
        this.jdbc = jdbc;
    }

    /** As {@link org.valija.mailbox.api.message.MessagesApi#flags}. */
    public CborSequence read(AccountId account, MailboxId mailbox, UidSet uids) {
        messages.require(account, mailbox);
        var batches = new UidBatches<MessageFlags>(
                BATCH,
                (which, parameters, most) -> rows(account, mailbox, which, parameters, most),
                row -> row.uid().value());
        return CborSequence.of(out -> batches.forEach(uids, rows -> write(rows, out)));
    }

    private List<MessageFlags> rows(
            AccountId account, MailboxId mailbox, String which, List<Object> parameters, int most) {
        // Arrays are slow to read, and nearly all are empty
        return jdbc.sql("select uid, modseq, flags, nullif(keywords, '{}') from message_flags"
                        + " where account_id = ? and mailbox_id = ? and " + which + " order by uid limit " + most)
                .param(account.value())
                .param(mailbox.value())
                .params(parameters)
                .query((row, _) -> new MessageFlags(
                        new Uid(row.getLong(1)),
                        row.getLong(2),
                        Flags.of(row.getInt(3), MessageReader.keywords(row.getArray(4)))))
                .list();
    }

    private static void write(List<MessageFlags> rows, SequenceWriter out) throws IOException {
        for (int start = 0; start < rows.size(); ) {
            var flags = rows.get(start).flags();
            int end = start + 1;
            while (end < rows.size() && rows.get(end).flags().equals(flags)) {
                end++;
            }
            out.write(run(rows.subList(start, end), flags));
            start = end;
        }
    }

    private static FlagsRun run(List<MessageFlags> rows, Flags flags) {
        var uids = new UidSetBuilder();
        rows.forEach(row -> uids.add(row.uid().value()));
        return new FlagsRun(
                uids.build(), rows.stream().mapToLong(MessageFlags::modseq).toArray(), flags);
    }
}
