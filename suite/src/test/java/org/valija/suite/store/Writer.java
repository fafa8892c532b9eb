package org.valija.suite.store;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.UidSet;
import org.valija.mailbox.api.account.UserSession;
import org.valija.mailbox.api.client.MailboxClient;
import org.valija.mailbox.api.delivery.DeliveriesApi;
import org.valija.mailbox.api.delivery.Envelope;
import org.valija.mailbox.api.mailbox.MailboxesApi;
import org.valija.mailbox.api.mailbox.NewMailbox;
import org.valija.mailbox.api.message.CopyRequest;
import org.valija.mailbox.api.message.Flags;
import org.valija.mailbox.api.message.FlagsChange;
import org.valija.mailbox.api.message.MessagesApi;
import org.valija.mailbox.api.message.NewMessage;
import org.valija.mailbox.api.stream.CborSequence;

/**
 * Writes to the mailboxes of one user, each time something that can be told from all else, and remembers what the store said
 * to each. Asks nothing twice.
 */
final class Writer {

    private static final long PAUSE = 20_000_000;

    private final UserSession user;
    private final MailboxesApi mailboxes;
    private final MessagesApi messages;
    private final DeliveriesApi deliveries;
    private final String address;
    private final MailboxId inbox;
    private final MailboxId from;
    private final AtomicInteger acknowledged = new AtomicInteger();

    /** Subjects of messages, and keywords of the first one, by whether the store said that they are there. */
    private final Map<String, Boolean> added = new HashMap<>();

    private final Map<String, Boolean> flagged = new HashMap<>();
    private final Map<String, Boolean> moved = new HashMap<>();
    private int unansweredDone;

    Writer(MailboxClient client, UserSession user, int number) {
        this.user = user;
        mailboxes = client.api(MailboxesApi.class);
        messages = client.api(MessagesApi.class);
        deliveries = client.api(DeliveriesApi.class);
        address = "user" + number + "@killed.example";
        inbox = mailboxes
                .create(user.token(), user.account(), new NewMailbox("in", null))
                .id();
        from = mailboxes
                .create(user.token(), user.account(), new NewMailbox("from", null))
                .id();
        mailboxes.create(user.token(), user.account(), new NewMailbox("to", null));
        append("in", "first");
    }

    /** Until there is enough. */
    void write(AtomicBoolean enough) {
        for (int i = 0; !enough.get(); i++) {
            var name = "n" + i;
            switch (i % 4) {
                case 0 -> remember(added, name, () -> deliver(name));
                case 1 -> remember(added, name, () -> append("in", name));
                case 2 -> remember(flagged, name, () -> flag(name));
                default -> {
                    var uid = new long[1];
                    if (remember(added, name, () -> uid[0] = append("from", name))) {
                        remember(moved, name, () -> move(uid[0]));
                    }
                }
            }
        }
    }

    private boolean remember(Map<String, Boolean> where, String name, Runnable write) {
        boolean answered = false;
        try {
            write.run();
            answered = true;
            acknowledged.incrementAndGet();
        } catch (MailboxException.Unavailable _) {
            LockSupport.parkNanos(PAUSE);
        }
        where.put(name, answered);
        return answered;
    }

    private static byte[] message(String subject) {
        return ("Subject: " + subject + "\r\n\r\ntext\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    private void deliver(String subject) {
        deliveries.deliver(CborSequence.of(out -> {
            out.write(new Envelope("", List.of(address), "ESMTP", null, null, subject));
            out.write(message(subject));
        }));
    }

    private long append(String mailbox, String subject) {
        return messages.append(user.token(), user.account(), mailbox, CborSequence.of(out -> {
                    out.write(new NewMessage(Flags.NONE, null));
                    out.write(message(subject));
                }))
                .uids()
                .min();
    }

    private void flag(String keyword) {
        var flags = Flags.of(List.of(), List.of(keyword));
        messages.changeFlags(
                user.token(), user.account(), inbox, new FlagsChange(UidSet.of(1), FlagsChange.Mode.ADD, flags, null));
    }

    private void move(long uid) {
        messages.move(user.token(), user.account(), from, new CopyRequest(UidSet.of(uid), "to"));
    }

    int acknowledged() {
        return acknowledged.get();
    }

    int unanswered() {
        return (int) List.of(added, flagged, moved).stream()
                .flatMap(all -> all.values().stream())
                .filter(answered -> !answered)
                .count();
    }

    /** How many writes were done although nobody said so; known once {@link #broken} has looked. */
    int unansweredDone() {
        return unansweredDone;
    }

    /** Compares what there is with what the store said. */
    List<String> broken() {
        var broken = new ArrayList<String>();
        var there = new HashMap<String, List<String>>();
        for (var name : List.of("INBOX", "in", "from", "to")) {
            for (var subject : subjects(name)) {
                there.computeIfAbsent(subject, _ -> new ArrayList<>()).add(name);
            }
        }
        added.forEach((subject, answered) -> check(broken, subject, answered, there.getOrDefault(subject, List.of())));
        moved.forEach((subject, answered) -> {
            boolean done = there.getOrDefault(subject, List.of()).contains("to");
            unansweredDone += done && !answered ? 1 : 0;
            if (answered && !done) {
                broken.add(subject + " was not moved");
            }
        });
        var keywords = keywords();
        flagged.forEach((keyword, answered) -> {
            unansweredDone += keywords.contains(keyword) && !answered ? 1 : 0;
            if (answered && !keywords.contains(keyword)) {
                broken.add("keyword " + keyword + " is lost");
            }
        });
        return broken;
    }

    private void check(List<String> broken, String subject, boolean answered, List<String> places) {
        unansweredDone += !answered && !places.isEmpty() ? 1 : 0;
        if (places.size() > 1 || answered && places.isEmpty()) {
            broken.add("message %s, answered: %s, is in %s".formatted(subject, answered, places));
        }
    }

    private Set<String> keywords() {
        return new HashSet<>(mailboxes
                .state(user.token(), user.account(), inbox, 0L, null)
                .changed()
                .getFirst()
                .flags()
                .keywords());
    }

    private List<String> subjects(String name) {
        var mailbox = mailboxes
                .status(user.token(), user.account(), List.of(name))
                .getFirst()
                .id();
        var subjects = new ArrayList<String>();
        @Nullable String cursor = null;
        do {
            var page = messages.list(user.token(), user.account(), mailbox, cursor, 1000);
            page.items().forEach(message -> subjects.add(message.envelope().subject()));
            cursor = page.next();
        } while (cursor != null);
        return subjects;
    }
}
