package org.valija.mailbox.fetch;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.Uid;
import org.valija.mailbox.api.UidSet;
import org.valija.mailbox.api.message.FetchRequest;
import org.valija.mailbox.api.message.FetchRequest.Field;
import org.valija.mailbox.api.message.Flags;
import org.valija.mailbox.api.message.MessageFlags;

/**
 * Reads the flags of many messages and nothing else of them, as clients do that come back to a mailbox. In batches, as
 * {@link MessageReader} does.
 */
@Component
final class FlagsReader {

    private static final int BATCH = 2_000;
    /** Each range costs a statement; more of them are read by number, many in one. */
    private static final int MOST_RANGES = 8;

    private final JdbcClient jdbc;

    FlagsReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Takes a batch of flags. */
    @FunctionalInterface
    interface Batch {
        void accept(List<MessageFlags> messages) throws IOException;
    }

    /** Whether flags, in a few ranges of UIDs, are all that is asked for. */
    static boolean suits(FetchRequest request) {
        return request.fields().equals(Set.of(Field.FLAGS))
                && request.sections().isEmpty()
                && request.changedSince() == null
                && !Boolean.TRUE.equals(request.vanished())
                && request.uids().ranges() <= MOST_RANGES;
    }

    /** Reads the messages of the set that are there, in the order of their UIDs. */
    void forEach(AccountId account, MailboxId mailbox, UidSet uids, Batch batch) throws IOException {
        for (int i = 0; i < uids.ranges(); i++) {
            long next = uids.first(i);
            while (next <= uids.last(i)) {
                var messages = read(account, mailbox, next, uids.last(i));
                batch.accept(messages);
                next = messages.size() < BATCH
                        ? uids.last(i) + 1
                        : messages.getLast().uid().value() + 1;
            }
        }
    }

    private List<MessageFlags> read(AccountId account, MailboxId mailbox, long first, long last) {
        return jdbc.sql("""
                        select uid, modseq, flags, keywords from message_flags
                        where account_id = ? and mailbox_id = ? and uid between ? and ? order by uid limit ?""")
                .params(account.value(), mailbox.value(), first, last, BATCH)
                .query((row, _) -> new MessageFlags(
                        new Uid(row.getLong(1)), row.getLong(2), Flags.of(row.getInt(3), List.of((String[])
                                row.getArray(4).getArray()))))
                .list();
    }
}
