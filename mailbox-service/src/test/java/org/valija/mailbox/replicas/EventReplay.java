package org.valija.mailbox.replicas;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.UidSet;
import org.valija.mailbox.api.event.EventData;
import org.valija.mailbox.api.event.EventType;
import tools.jackson.databind.json.JsonMapper;

/**
 * Does what the events say, one after the other: a program that follows the feed and keeps its own list of messages. If
 * an event is missing, doubled, or comes before one that it builds on, that shows.
 */
final class EventReplay {

    private static final class Mailbox {
        private final TreeSet<Long> uids = new TreeSet<>();
        private long last;
    }

    private final Map<MailboxId, Mailbox> mailboxes = new HashMap<>();
    private final List<String> broken = new ArrayList<>();

    /** Replays the whole log of a database, in the order of the feed. */
    static EventReplay of(JdbcClient jdbc) {
        var replay = new EventReplay();
        jdbc.sql("select type, data::text from event order by transaction, seq")
                .query((row, _) -> JsonMapper.shared()
                        .readValue(
                                row.getString(2),
                                EventType.of(row.getString(1)).orElseThrow().data()))
                .list()
                .forEach(replay::apply);
        return replay;
    }

    private void apply(EventData event) {
        switch (event) {
            case EventData.MessageDelivered e -> add(e.mailbox(), UidSet.of(e.uid()), e);
            case EventData.MessagesAdded e -> add(e.mailbox(), e.uids(), e);
            case EventData.FlagsChanged e -> require(e.mailbox(), e.uids(), e);
            case EventData.MessagesExpunged e -> {
                require(e.mailbox(), e.uids(), e);
                e.uids().stream().forEach(of(e.mailbox()).uids::remove);
            }
            case EventData.MailboxChanged e -> changed(e);
            default -> {
                // Of no mailbox
            }
        }
    }

    private Mailbox of(MailboxId mailbox) {
        return mailboxes.computeIfAbsent(mailbox, _ -> new Mailbox());
    }

    private void add(MailboxId id, UidSet uids, EventData event) {
        var mailbox = of(id);
        if (uids.min() <= mailbox.last) {
            broken.add(event + " came after UID " + mailbox.last);
        }
        mailbox.last = Math.max(mailbox.last, uids.max());
        uids.stream().forEach(uid -> {
            if (!mailbox.uids.add(uid)) {
                broken.add(event + " came twice");
            }
        });
    }

    private void require(MailboxId mailbox, UidSet uids, EventData event) {
        if (!uids.stream().allMatch(of(mailbox).uids::contains)) {
            broken.add(event + " is of messages that have not come yet, or are gone");
        }
    }

    private void changed(EventData.MailboxChanged event) {
        switch (event.change()) {
            case CREATED -> {
                if (mailboxes.put(event.mailbox(), new Mailbox()) != null) {
                    broken.add(event + " came late");
                }
            }
            case DELETED -> mailboxes.remove(event.mailbox());
            default -> {
                // Its messages stay
            }
        }
    }

    /** What no order of changes explains. */
    List<String> broken() {
        return broken;
    }

    /** The messages that should be there now, as {@code mailbox:uid}. */
    TreeSet<String> messages() {
        var messages = new TreeSet<String>();
        mailboxes.forEach((id, mailbox) -> mailbox.uids.forEach(uid -> messages.add(id + ":" + uid)));
        return messages;
    }
}
