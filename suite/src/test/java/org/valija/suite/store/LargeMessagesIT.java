package org.valija.suite.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.Uid;
import org.valija.mailbox.api.account.UserSession;
import org.valija.mailbox.api.client.MailboxClient;
import org.valija.mailbox.api.delivery.DeliveriesApi;
import org.valija.mailbox.api.delivery.Envelope;
import org.valija.mailbox.api.mailbox.MailboxesApi;
import org.valija.mailbox.api.message.MessagesApi;
import org.valija.mailbox.api.stream.CborSequence;
import org.valija.testkit.LargeMessage;
import org.valija.testkit.TestPostgres;

/** Memory is bounded by settings, not by messages: a hundred large ones at once, in a heap that holds a few of them. */
class LargeMessagesIT {

    private static final int DELIVERIES = 100;
    private static final int SLOW_READERS = 20;
    /** Octets before base64, which makes 25 MB of them. */
    private static final int ATTACHMENT = 18_500_000;

    private static final int READ = 64 * 1024;
    private static final Duration PAUSE = Duration.ofMillis(20);
    /** Who reads what is there in the end. */
    private static final int READERS = 4;

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final String ADDRESS = "ann@large.example";

    @Test
    void aHundredDeliveriesOf25MegabytesFitAHeapOf512() throws Exception {
        try (var store = new StoreProcess(
                        "store-512m", TestPostgres.database(), "-Xmx512m", "-XX:+ExitOnOutOfMemoryError");
                // Platform threads: the system shares the processors fairly, so that no reader is late by ours
                var threads =
                        Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            var client = store.client(PATIENCE, DELIVERIES + SLOW_READERS);
            var ann = store.newUser(client, ADDRESS);
            var first = deliver(client, 0);
            var inbox = client.api(MailboxesApi.class)
                    .status(ann.token(), ann.account(), List.of("INBOX"))
                    .getFirst()
                    .id();
            var slow = new ArrayList<Future<String>>();
            for (int i = 0; i < SLOW_READERS; i++) {
                slow.add(threads.submit(() -> untilTaken(() -> read(client, ann, inbox, 1, PAUSE))));
            }
            var delivering = new ArrayList<Future<String>>();
            for (int i = 1; i <= DELIVERIES; i++) {
                int number = i;
                delivering.add(threads.submit(() -> untilTaken(() -> deliver(client, number))));
            }
            var sent = new ArrayList<>(List.of(first));
            for (var delivered : delivering) {
                sent.add(delivered.get());
            }
            for (var hash : slow) {
                assertThat(hash.get()).isEqualTo(first);
            }
            assertThat(stored(client, ann, inbox))
                    .as("what is there, octet for octet")
                    .containsExactlyInAnyOrderElementsOf(sent);
            assertThat(store.process().isAlive()).isTrue();
        }
    }

    /** The hashes of all messages, a few of them read at a time. */
    private static List<String> stored(MailboxClient client, UserSession user, MailboxId inbox) throws Exception {
        try (var threads = Executors.newFixedThreadPool(READERS)) {
            var reading = LongStream.rangeClosed(1, DELIVERIES + 1)
                    .<Callable<String>>mapToObj(uid -> () -> read(client, user, inbox, uid, Duration.ZERO))
                    .toList();
            var hashes = new ArrayList<String>();
            for (var hash : threads.invokeAll(reading)) {
                hashes.add(hash.get());
            }
            return hashes;
        }
    }

    /**
     * Comes again if it is told to, as every sender and reader does: at first all clients together leave the store next to
     * none of a small machine.
     */
    private static String untilTaken(Callable<String> call) throws Exception {
        var giveUp = Instant.now().plus(PATIENCE);
        for (long pause = FIRST_PAUSE.toNanos(); ; pause *= 2) {
            try {
                return call.call();
            } catch (MailboxException.Unavailable busy) {
                if (Instant.now().isAfter(giveUp)) {
                    throw busy;
                }
                LockSupport.parkNanos(pause);
            }
        }
    }

    /** Answers with the hash of what was sent. */
    private static String deliver(MailboxClient client, int number) throws IOException {
        try (var content = new DigestInputStream(LargeMessage.withAttachmentOf(ATTACHMENT, number), sha256())) {
            var report = client.api(DeliveriesApi.class).deliver(CborSequence.of(out -> {
                out.write(new Envelope("", List.of(ADDRESS), "ESMTP", null, null, "trace"));
                out.writeFrom(content);
            }));
            assertThat(report.recipients()).allMatch(recipient -> recipient.refusal() == null);
            return hash(content);
        }
    }

    /**
     * Answers with the hash of what was read.
     *
     * @param pause after each {@value #READ} octets: a slow reader takes some seconds for a message on any machine
     */
    private static String read(MailboxClient client, UserSession user, MailboxId inbox, long uid, Duration pause)
            throws IOException {
        var answer = client.api(MessagesApi.class).content(user.token(), user.account(), inbox, new Uid(uid), null);
        try (var in =
                new DigestInputStream(Objects.requireNonNull(answer.getBody()).getInputStream(), sha256())) {
            while (in.readNBytes(READ).length > 0) {
                LockSupport.parkNanos(pause.toNanos());
            }
            return hash(in);
        }
    }

    private static String hash(DigestInputStream content) {
        return HexFormat.of().formatHex(content.getMessageDigest().digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
