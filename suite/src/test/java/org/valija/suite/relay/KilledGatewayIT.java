package org.valija.suite.relay;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.valija.mailbox.api.outbound.OutboundMessagesApi;
import org.valija.mailbox.api.outbound.OutboundState;
import org.valija.testkit.DnsZone;
import org.valija.testkit.Eventually;
import org.valija.testkit.FakeAnswer;
import org.valija.testkit.FakeMx;
import org.valija.testkit.FakeStep;
import org.valija.testkit.TestPostgres;
import org.valija.testkit.TestSmtp;

/** Two gateways send one queue to many domains, some of which refuse, and one gateway is killed: no message is lost. */
class KilledGatewayIT {

    private static final int MESSAGES = Integer.getInteger("outbound.messages", 2_000);
    private static final int DOMAINS = 200;
    private static final int SENDERS = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(20);

    private static final Pattern NUMBER = Pattern.compile("\r\nSubject: number (\\d+)\r\n");

    private final FakeMx mx = new FakeMx();
    private final DnsZone zone = new DnsZone();

    private static String domain(int number) {
        return "d%03d.example".formatted(number % DOMAINS);
    }

    /** A sixth of the domains refuses for good, and another one for a while. */
    private static boolean refuses(int number) {
        return number % DOMAINS % 6 == 0;
    }

    private void fill() {
        for (int i = 0; i < DOMAINS; i++) {
            zone.mx(domain(i), 10, "mx." + domain(i)).address("mx." + domain(i), "127.0.0.1");
            if (refuses(i)) {
                mx.at(FakeStep.RCPT, "@" + domain(i), FakeAnswer.lines("550 5.1.1 nobody here"));
            } else if (i % 6 == 3) {
                for (int times = 0; times < 3; times++) {
                    mx.once(FakeStep.RCPT, "@" + domain(i), FakeAnswer.lines("451 4.7.1 later"));
                }
            }
        }
    }

    @Test // RFC 5321, 4.5.4.1 and 6.1
    void everyMessageIsDeliveredOrBounced() throws Exception {
        fill();
        try (mx;
                zone;
                var gateways = new Gateways(TestPostgres.database(), zone, mx.port())) {
            long began = System.nanoTime();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var senders = new ArrayList<Future<?>>();
                for (int i = 0; i < SENDERS; i++) {
                    int first = i;
                    senders.add(threads.submit(() -> submit(gateways.submissions(0), first)));
                }
                // Who can't submit ends, and tells why below
                Eventually.within(PATIENCE)
                        .until(
                                "a third is sent",
                                () -> mx.taken().size() >= MESSAGES / 3
                                        || senders.stream().anyMatch(Future::isDone));
                gateways.kill(1);
                for (var sender : senders) {
                    sender.get();
                }
            }
            var queue = gateways.admin().api(OutboundMessagesApi.class);
            Eventually.within(PATIENCE)
                    .until(
                            "all is done",
                            () -> List.of(OutboundState.QUEUED, OutboundState.LEASED, OutboundState.DEFERRED).stream()
                                    .allMatch(state -> queue.list(null, null, null, null, state, null, null, 1)
                                            .items()
                                            .isEmpty()));
            report(Duration.ofNanos(System.nanoTime() - began));
        }
    }

    private void report(Duration took) {
        var copies = new HashMap<Integer, Integer>();
        for (var mail : mx.taken()) {
            var number = NUMBER.matcher(mail.text());
            assertThat(number.find()).isTrue();
            copies.merge(Integer.valueOf(number.group(1)), 1, Integer::sum);
        }
        int duplicates = 0;
        for (int i = 0; i < MESSAGES; i++) {
            int times = copies.getOrDefault(i, 0);
            assertThat(times > 0).as("message %d is there", i).isEqualTo(!refuses(i));
            duplicates += Math.max(0, times - 1);
        }
        // What the killed gateway had handed over, and not yet said so: no more than it had in hand
        assertThat(duplicates).isLessThanOrEqualTo(500);
        System.out.printf(
                "%d messages to %d domains by two gateways, one of them killed, in %d s: none lost, %d sent twice%n",
                MESSAGES, DOMAINS, took.toSeconds(), duplicates);
    }

    private static void submit(int port, int first) {
        for (int next = first; next < MESSAGES; ) {
            try (var smtp = TestSmtp.connectTls(port).login(Gateways.SENDER, Gateways.PASSWORD)) {
                for (int sent = 0; sent < 500 && next < MESSAGES; sent++, next += SENDERS) {
                    var message = "From: <%s>\r\nSubject: number %d\r\n\r\nbody\r\n".formatted(Gateways.SENDER, next);
                    var answers = smtp.send(
                            Gateways.SENDER,
                            List.of("user" + next + "@" + domain(next)),
                            new ByteArrayInputStream(message.getBytes(US_ASCII)));
                    assertThat(answers.accepted()).as(answers.toString()).isTrue();
                }
            }
        }
    }
}
