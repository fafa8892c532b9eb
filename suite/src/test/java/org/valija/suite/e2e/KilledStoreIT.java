package org.valija.suite.e2e;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.valija.suite.Port;
import org.valija.testkit.Eventually;
import org.valija.testkit.TestSmtp;

/** 250 means stored: a stream of deliveries, and a kill in the middle of it. */
class KilledStoreIT {

    private static final int SENDERS = 8;
    private static final int EACH = 125;
    private static final int BEFORE_THE_KILL = 300;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Deployment deployment = Deployment.shared();
    private final User user = deployment.newUser();

    /** Messages that were answered 250. */
    private final AtomicInteger accepted = new AtomicInteger();

    /** By Message-ID, how often the content was sent and not answered 250: nobody can know whether it was stored. */
    private final Map<String, Integer> unanswered = new ConcurrentHashMap<>();

    @ParameterizedTest // RFC 5321, 4.2.5
    @EnumSource
    void everyMessageAnswered250IsThereOnce(Deployment.Store store) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var senders = new ArrayList<Future<?>>();
            for (int sender = 0; sender < SENDERS; sender++) {
                String name = store.name().toLowerCase(Locale.ROOT).replace('_', '-') + "-" + sender;
                senders.add(threads.submit(() -> sendAll(name)));
            }
            Eventually.within(PATIENCE).until("the stream flows", () -> accepted.get() >= BEFORE_THE_KILL);
            deployment.kill(store);
            assertThat(accepted.get()).as("some are left to be sent").isLessThan(SENDERS * EACH);
            deployment.start(store);
            for (var sender : senders) {
                sender.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
        }
        assertThat(accepted.get()).isEqualTo(SENDERS * EACH);

        var copies = copies();
        assertThat(copies).hasSize(SENDERS * EACH);
        // Who got no answer sends again, and the store may have had the message already: RFC 1047
        assertThat(copies)
                .allSatisfy((id, count) -> assertThat(count).as(id).isBetween(1L, 1L + unanswered.getOrDefault(id, 0)));
        report(store, copies);
    }

    private void sendAll(String sender) {
        @Nullable TestSmtp smtp = null;
        for (int i = 0; i < EACH; i++) {
            smtp = send(smtp, sender + "-" + i);
        }
        if (smtp != null) {
            smtp.close();
        }
    }

    /** Sends one message until it is taken, as any mail server would; answers the connection to go on with. */
    private @Nullable TestSmtp send(@Nullable TestSmtp open, String id) {
        var connection = new TestSmtp[] {open};
        Eventually.within(PATIENCE).until(id + " is taken", () -> {
            try {
                if (connection[0] == null) {
                    connection[0] = TestSmtp.connect(deployment.port(Port.SMTP));
                }
                var answers = connection[0].send("sender@example.net", user.address(), Arrived.message(id));
                if (answers.accepted()) {
                    accepted.incrementAndGet();
                    return true;
                }
                assertThat(answers.data().code()).isIn(451, 503, 554);
                if (answers.recipients().getFirst().code() / 100 == 2) {
                    unanswered.merge(id, 1, Integer::sum);
                }
                connection[0].command("RSET");
            } catch (UncheckedIOException closed) {
                unanswered.merge(id, 1, Integer::sum);
                connection[0] = null;
            }
            return false;
        });
        return connection[0];
    }

    /** How often each Message-ID is in the INBOX, as IMAP tells. */
    private Map<String, Long> copies() {
        try (var imap = TestImap.inbox(deployment.port(Port.IMAPS), user)) {
            return imap.fetch("1:*", "(UID BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)])").stream()
                    .map(fetched ->
                            fetched.item("BODY[HEADER.FIELDS (MESSAGE-ID)]").octets())
                    .map(field ->
                            new String(field, US_ASCII).strip().replaceAll("^Message-ID: <|@mail.example.org>$", ""))
                    .collect(groupingBy(Function.identity(), counting()));
        }
    }

    private void report(Deployment.Store store, Map<String, Long> copies) {
        System.out.printf(
                "%s killed after %d of %d messages: %d were sent again for want of an answer, %d of them are there twice%n",
                store,
                BEFORE_THE_KILL,
                SENDERS * EACH,
                unanswered.size(),
                copies.values().stream().filter(count -> count > 1).count());
    }
}
