package org.valija.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.valija.testkit.Eventually.eventually;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.valija.testkit.TestSmtp;

/** Five hundred clients that hardly move, all in the middle of their messages, and one that is in a hurry. */
class SlowClientsTest {

    private static final int SLOW = 500;
    private static final int MESSAGES = 100;
    /** Octets that each slow client may cost: what was sent, buffers, and the stack of a virtual thread. */
    private static final int EACH = 200_000;

    @Test
    void doNotKeepAFastOneFromItsWork() {
        var ann = Inbox.create("ann@slow.example");
        var slow = new ArrayList<TestSmtp>();
        try (var gateway = Gateway.before(Gateway.mailboxes(), "smtp.limits.connections-per-address=1000")) {
            deliver(gateway, ann);
            long before = usedMemory();
            try {
                for (int i = 0; i < SLOW; i++) {
                    slow.add(halfway(gateway, ann));
                }
                // One by one: a connection to the store that a slow one held would be missed here
                deliver(gateway, ann);
                slow.forEach(client -> client.line().send("one more line"));
                deliver(gateway, ann);
                assertThat(gateway.openConnections())
                        .as("all of them are still there")
                        .isEqualTo(SLOW);
                assertThat(usedMemory() - before).as("memory of them all").isLessThan((long) SLOW * EACH);
                assertThat(finish(slow.getLast())).as("in its own time").isEqualTo(250);
            } finally {
                slow.forEach(TestSmtp::close);
            }
            eventually("they are gone", () -> gateway.openConnections() == 0);
        }
        assertThat(ann.size()).as("the other slow ones finished nothing").isEqualTo(3 * MESSAGES + 1);
    }

    private static void deliver(Gateway gateway, Inbox ann) {
        try (var smtp = TestSmtp.connect(gateway.port("mx"))) {
            for (int i = 0; i < MESSAGES; i++) {
                var message = "Subject: fast %d\r\n\r\nbody\r\n".formatted(i).getBytes(StandardCharsets.US_ASCII);
                assertThat(smtp.send("bob@elsewhere.example", ann.address(), message)
                                .accepted())
                        .isTrue();
            }
        }
        eventually("it has left", () -> gateway.openConnections() % SLOW == 0);
    }

    /** One that has begun its message, and does not go on. */
    private static TestSmtp halfway(Gateway gateway, Inbox ann) {
        var smtp = TestSmtp.connect(gateway.port("mx"));
        smtp.command("MAIL FROM:<bob@elsewhere.example>");
        smtp.command("RCPT TO:<" + ann.address() + ">");
        assertThat(smtp.command("DATA").code()).isEqualTo(354);
        smtp.line().send("Subject: slow\r\n");
        return smtp;
    }

    private static int finish(TestSmtp slow) {
        return slow.command("\r\n.").code();
    }

    private static long usedMemory() {
        System.gc();
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
