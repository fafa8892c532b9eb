package org.valija.suite.e2e;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.valija.suite.Port;
import org.valija.testkit.Eventually;
import org.valija.testkit.Postfix;
import org.valija.testkit.TestSmtp;

/** A real mail server sends, and we are killed: its queue empties when we are back, and nothing is lost. */
class PostfixQueueIT {

    private static final int MESSAGES = 1_000;
    private static final int BEFORE_THE_KILL = 200;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Deployment deployment = Deployment.shared();
    private final User user = deployment.newUser();

    /** What is killed. */
    enum Part {
        SMTP_GATEWAY,
        MAILBOX_SERVICE
    }

    @ParameterizedTest // RFC 5321, 4.5.4.1
    @EnumSource
    void itsQueueEmptiesAfterAKillAndNothingIsLost(Part part) {
        try (var postfix = Postfix.relayingTo("smtp:[127.0.0.1]:" + deployment.port(Port.SMTP))) {
            try (var smtp = TestSmtp.connect(postfix.port())) {
                for (int i = 0; i < MESSAGES; i++) {
                    assertThat(smtp.send("bob@example.net", user.address(), Arrived.message(part + "-" + i))
                                    .accepted())
                            .isTrue();
                    if (i == MESSAGES - 1 - BEFORE_THE_KILL) {
                        kill(part);
                    }
                }
            }
            start(part);
            Eventually.within(PATIENCE).until("its queue is empty", () -> postfix.queued() == 0);
            assertThat(postfix.log()).contains("status=deferred").doesNotContain("status=bounced");
        }
        var ids = messageIds();
        assertThat(ids.stream().distinct()).hasSize(MESSAGES);
        report(part, ids.size() - MESSAGES);
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

    /** Who got no answer sends again, and we may have had the message already: RFC 1047. */
    private static void report(Part part, int duplicates) {
        System.out.printf("%s killed while Postfix sent %d messages: %d came twice%n", part, MESSAGES, duplicates);
    }
}
