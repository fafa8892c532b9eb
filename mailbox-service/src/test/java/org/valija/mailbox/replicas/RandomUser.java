package org.valija.mailbox.replicas;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import org.springframework.core.io.InputStreamResource;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.UidSet;
import org.valija.mailbox.api.delivery.DeliveriesApi;
import org.valija.mailbox.api.maildrop.MaildropUpdate;
import org.valija.mailbox.api.message.Flags;
import org.valija.mailbox.api.message.FlagsChange;
import org.valija.mailbox.api.message.NewMessage;
import org.valija.mailbox.api.message.SystemFlag;
import org.valija.mailbox.api.stream.CborSequence;
import org.valija.mailbox.testing.TestUser;

/** One of many clients that change the mailboxes of one user at random, now at the one replica, now at the other. */
final class RandomUser {

    /** Mailboxes that are renamed, and never deleted. */
    static final List<String> NAMES = List.of("INBOX", "one", "two");

    /** What all clients of a test did together. */
    static final class Books {

        final LongAdder messages = new LongAdder();
        final LongAdder refused = new LongAdder();
        final Queue<Exception> failures = new ConcurrentLinkedQueue<>();
        final Queue<String> broken = new ConcurrentLinkedQueue<>();
        private final Set<String> used = ConcurrentHashMap.newKeySet();

        /** Messages got these UIDs. */
        private void came(MailboxId mailbox, UidSet uids) {
            uids.stream()
                    .filter(uid -> !used.add(mailbox + ":" + uid))
                    .forEach(uid -> broken.add("UID " + uid + " twice"));
        }
    }

    private final Replicas replicas;
    private final List<TestUser> users;
    private final List<MailboxId> ids;
    private final Books books;
    private final Random random;
    private final String own;
    private long lastValidity;

    /**
     * @param users one user, as each replica serves them
     * @param ids of the mailboxes {@link #NAMES}
     */
    RandomUser(Replicas replicas, List<TestUser> users, List<MailboxId> ids, Books books, int number, long seed) {
        this.replicas = replicas;
        this.users = users;
        this.ids = ids;
        this.books = books;
        this.random = new Random(seed + number);
        this.own = "own/" + number;
    }

    void change(int times) {
        for (int i = 0; i < times; i++) {
            try {
                changeSomething();
            } catch (MailboxException.NotFound | MailboxException.AlreadyExists | MailboxException.InUse _) {
                // Renamed away at the moment, or another client's maildrop
                books.refused.increment();
            } catch (Exception e) {
                books.failures.add(e);
            }
        }
    }

    private void changeSomething() {
        var user = users.get(random.nextInt(users.size()));
        var from = ids.get(random.nextInt(ids.size()));
        var to = NAMES.get(random.nextInt(NAMES.size()));
        long first = random.nextLong(1, 150);
        var some = UidSet.range(first, first + random.nextLong(20)).toString();
        switch (random.nextInt(18)) {
            case 0, 1 -> deliver("ann@busy.example");
            case 2 -> deliver("ann@busy.example", "bea@busy.example");
            case 3 -> deliver("bea@busy.example", "ann@busy.example");
            case 4, 5 -> append(user, to, random.nextInt(1, 4));
            case 6, 7 -> user.flag(from, some, SystemFlag.DELETED);
            case 8 -> user.change(from, some, FlagsChange.Mode.ADD, keywords());
            case 9 -> user.change(from, some, FlagsChange.Mode.REPLACE, keywords());
            case 10 -> unchangedSince(user, from, some);
            case 11 -> copy(user, from, some, to);
            case 12, 13 -> move(user, from, some, to);
            case 14 -> books.messages.add(-user.expunge(from, some).uids().size());
            case 15 -> pop3(user);
            case 16 -> rename(user);
            default -> comeAndGo(user, from, some);
        }
    }

    private Flags keywords() {
        return Flags.of(
                random.nextBoolean() ? List.of(SystemFlag.SEEN) : List.of(), List.of("k" + random.nextInt(5), "K1"));
    }

    private byte[] message() {
        return ("Subject: " + random.nextInt(5) + "\r\n\r\nHello\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    private void deliver(String... recipients) {
        var report = replicas.any(random)
                .client()
                .api(DeliveriesApi.class)
                .deliver("", List.of(recipients), new InputStreamResource(new ByteArrayInputStream(message())));
        books.messages.add(report.recipients().stream()
                .filter(recipient -> recipient.refusal() == null)
                .count());
    }

    private void append(TestUser user, String to, int messages) {
        var appended = user.messages().append(user.token(), user.account(), to, CborSequence.of(out -> {
            for (int i = 0; i < messages; i++) {
                out.write(new NewMessage(Flags.NONE, null));
                out.write(message());
            }
        }));
        books.came(appended.mailbox(), appended.uids());
        books.messages.add(appended.uids().size());
    }

    private void unchangedSince(TestUser user, MailboxId mailbox, String uids) {
        long modseq = Math.max(1, user.since(mailbox, Long.MAX_VALUE).highestModseq() - random.nextInt(20));
        var before = user.since(mailbox, modseq);
        var changed = user.messages()
                .changeFlags(
                        user.token(),
                        user.account(),
                        mailbox,
                        new FlagsChange(
                                UidSet.parse(uids),
                                FlagsChange.Mode.ADD,
                                Flags.of(List.of(SystemFlag.ANSWERED), List.of()),
                                modseq));
        for (var message : before.changed()) {
            long uid = message.uid().value();
            if (UidSet.parse(uids).contains(uid)
                    && changed.messages().stream().anyMatch(now -> now.uid().equals(message.uid()))
                    && !changed.modified().contains(uid)) {
                books.broken.add("UID %d changed, though it had changed since modseq %d".formatted(uid, modseq));
            }
        }
    }

    private void copy(TestUser user, MailboxId from, String uids, String to) {
        var copied = user.copy(from, uids, to);
        books.came(copied.mailbox(), copied.uids());
        books.messages.add(copied.uids().size());
    }

    private void move(TestUser user, MailboxId from, String uids, String to) {
        var moved = user.move(from, uids, to);
        books.came(moved.mailbox(), moved.uids());
        if (!moved.from().minus(UidSet.parse(uids)).isEmpty()
                || moved.from().size() != moved.uids().size()) {
            books.broken.add(moved + " instead of " + uids);
        }
    }

    private void pop3(TestUser user) {
        var maildrop = user.maildrops().open(user.token(), user.account());
        long uid = maildrop.uids().isEmpty() ? 1 : maildrop.uids().min();
        var gone = user.maildrops()
                .update(
                        user.token(),
                        user.account(),
                        maildrop.lease().id(),
                        new MaildropUpdate(UidSet.of(uid), UidSet.of(uid)));
        books.messages.add(-gone.size());
    }

    private void rename(TestUser user) {
        var name = random.nextBoolean() ? "one" : "two";
        user.rename(name, name + " away");
        user.rename(name + " away", name);
        if (random.nextInt(4) == 0) {
            user.rename("INBOX", own + " was INBOX " + random.nextLong(1L << 40));
        }
    }

    /** A mailbox that only this client knows, made and deleted again under the same name. */
    private void comeAndGo(TestUser user, MailboxId from, String uids) {
        user.create(own);
        var made = user.status(own);
        if (made.uidValidity() <= lastValidity) {
            books.broken.add("UIDVALIDITY %d after %d".formatted(made.uidValidity(), lastValidity));
        }
        lastValidity = made.uidValidity();
        try {
            append(user, own, 1);
            copy(user, from, uids, own);
            if (random.nextBoolean()) {
                move(user, from, uids, own);
            }
            user.rename(own, own + " away");
            user.rename(own + " away", own);
        } finally {
            books.messages.add(-user.status(own).messages());
            user.mailboxes().delete(user.token(), user.account(), own);
        }
    }
}
