package org.valija.suite.e2e;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.valija.suite.Port;
import org.valija.testkit.Eventually;
import org.valija.testkit.Postfix;
import org.valija.testkit.TestSmtp;

/** A real mail server sends, and we are killed: its queue empties when we are back, and nothing is lost. */
class PostfixQueueIT {

    private static final int MESSAGES = 600;
    private static final int BEFORE_THE_KILL = 100;

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final String SENT = "status=sent";
    private static final String DEFERRED = "status=deferred";

    private final Deployment deployment = Deployment.shared();
    private final User user = deployment.newUser();

    /** What is killed. */
    enum Part {
        SMTP_GATEWAY,
        MAILBOX_SERVICE
    }

    @ParameterizedTest // RFC 5321, 4.5.4.1
    @EnumSource
    void itsQueueEmptiesAfterAKillAndNothingIsLost(Part part) throws Exception {
        int putOff;
        try (var postfix = Postfix.relayingTo("smtp:[127.0.0.1]:" + deployment.port(Port.SMTP));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var sender = threads.submit(() -> send(postfix, part));
            Eventually.within(PATIENCE).until("mail flows", () -> count(postfix, SENT) >= BEFORE_THE_KILL);
            kill(part);
            Eventually.within(PATIENCE).until("it cannot go on", () -> count(postfix, DEFERRED) > 0);
            start(part);
            sender.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            Eventually.within(PATIENCE).until("its queue is empty", () -> postfix.queued() == 0);
            assertThat(count(postfix, SENT)).isEqualTo(MESSAGES);
            assertThat(postfix.log()).doesNotContain("status=bounced");
            putOff = count(postfix, DEFERRED);
        }
        var ids = messageIds();
        assertThat(ids)
                .containsOnlyElementsOf(IntStream.range(0, MESSAGES)
                        .mapToObj(i -> "Message-ID: <" + part + "-" + i + "@mail.example.org>")
                        .toList());
        // Who got no answer sends again, and we may have had the message already: RFC 1047
        assertThat(ids.size() - MESSAGES).as("twice").isBetween(0, putOff);
        System.out.printf(
                "%s killed while Postfix sent %d messages: %d attempts were put off, and %d came twice%n",
                part, MESSAGES, putOff, ids.size() - MESSAGES);
    }

    /** As a user of that server would. */
    private void send(Postfix postfix, Part part) {
        try (var smtp = TestSmtp.connect(postfix.port())) {
            for (int i = 0; i < MESSAGES; i++) {
                assertThat(smtp.send("bob@example.net", user.address(), Arrived.message(part + "-" + i))
                                .accepted())
                        .isTrue();
            }
        }
    }

    /** How many lines of its log say so. */
    private static int count(Postfix postfix, String words) {
        return (int) postfix.log().lines().filter(line -> line.contains(words)).count();
    }

    private List<String> messageIds() {
        try (var imap = TestImap.inbox(deployment.port(Port.IMAPS), user)) {
            return imap.fetch("1:*", "(UID BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)])").stream()
                    .map(fetched ->
                            fetched.item("BODY[HEADER.FIELDS (MESSAGE-ID)]").octets())
                    .map(field -> new String(field, US_ASCII).strip())
                    .toList();
        }
    }

    private void kill(Part part) {
        switch (part) {
            case SMTP_GATEWAY -> deployment.killGateway();
            case MAILBOX_SERVICE -> deployment.kill(Deployment.Store.MAILBOX_SERVICE);
        }
    }

    private void start(Part part) {
        switch (part) {
            case SMTP_GATEWAY -> deployment.startGateway();
            case MAILBOX_SERVICE -> deployment.start(Deployment.Store.MAILBOX_SERVICE);
        }
    }
}
