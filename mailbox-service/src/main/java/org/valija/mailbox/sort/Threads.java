package org.valija.mailbox.sort;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.message.MessageThread;
import org.valija.mailbox.api.message.ThreadRequest;
import org.valija.mailbox.search.Found;
import org.valija.mailbox.search.Search;

/** Gathers what a search finds into conversations. */
@Component
public final class Threads {

    private final Search search;

    Threads(Search search) {
        this.search = search;
    }

    /** See {@link org.valija.mailbox.api.message.MessagesApi#thread}. */
    public List<MessageThread> thread(AccountId account, MailboxId mailbox, ThreadRequest request) {
        var found = search.find(account, mailbox, request.search(), false);
        return switch (request.algorithm()) {
            case ORDEREDSUBJECT -> orderedSubject(found);
            case REFERENCES -> references(found);
        };
    }

    private static List<MessageThread> orderedSubject(Found found) {
        // A map in the order of the first message of each subject is the order of the threads
        Map<String, List<Long>> subjects = new LinkedHashMap<>();
        found.select(
                "m.uid, coalesce(m.base_subject, '') as subject",
                "coalesce(m.sent_at, m.internal_date), m.uid",
                row -> subjects.computeIfAbsent(row.getString("subject"), _ -> new ArrayList<>())
                        .add(row.getLong("uid")));
        return subjects.values().stream().map(Threads::firstAndReplies).toList();
    }

    private static MessageThread firstAndReplies(List<Long> uids) {
        var depths = new int[uids.size()];
        Arrays.fill(depths, 1, depths.length, 1);
        return new MessageThread(uids.stream().mapToLong(Long::longValue).toArray(), depths);
    }

    private static List<MessageThread> references(Found found) {
        var references = new References();
        found.select(ThreadedMessage.COLUMNS, "m.uid", row -> references.add(ThreadedMessage.read(row)));
        return references.threads();
    }
}
