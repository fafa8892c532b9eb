package org.valija.suite.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.valija.suite.Port;
import org.valija.testkit.Corpus;
import org.valija.testkit.Eventually;
import org.valija.testkit.LineClient;
import org.valija.testkit.TestSmtp;

/** Clients that stop reading or vanish: their sessions end, others notice nothing, and no half of a message is kept. */
class UnrulyClientsIT {

    private final Deployment deployment = Deployment.shared();
    private final User user = deployment.newUser();

    /** No client's doing is worth a stack trace. */
    @AfterEach
    void noServiceFoundAFault() {
        assertThat(deployment.logs()).noneMatch(log -> log.contains("ends because of a fault"));
    }

    @ParameterizedTest
    @CsvSource({"POP3S, RETR 1", "IMAPS, f UID FETCH 1 BODY.PEEK[]"})
    void whoDoesNotReadIsClosed(Port port, String command) throws IOException {
        try (InputStream message = Corpus.named("attachment-20mb").open()) {
            TestSmtp.send(deployment.port(Port.SMTP), "sender@example.net", List.of(user.address()), message);
        }
        double before = open(port);
        try (var stalled = login(port)) {
            stalled.send(command);
            assertThat(open(port)).isEqualTo(before + 1);
            othersAreServed();
            Eventually.within(Duration.ofSeconds(30)).until("its session ends", () -> open(port) <= before);
        }
        othersAreServed();
    }

    @Test // RFC 5321, 4.1.1.4: without the final dot there is no message
    void vanishesInData() throws IOException {
        double before = open(Port.SMTP);
        for (boolean politely : new boolean[] {true, false}) {
            var smtp = TestSmtp.connect(deployment.port(Port.SMTP));
            smtp.command("MAIL FROM:<sender@example.net>");
            smtp.command("RCPT TO:<" + user.address() + ">");
            assertThat(smtp.command("DATA").code()).isEqualTo(354);
            smtp.line().send("x".repeat(900).concat("\r\n").repeat(2_000).getBytes(StandardCharsets.US_ASCII));
            vanish(smtp.line(), politely);
        }
        assertNothingIsKept(Port.SMTP, before);
    }

    @Test // RFC 9051, 6.3.12: APPEND is all or nothing
    void vanishesInALiteral() throws IOException {
        double before = open(Port.IMAPS);
        for (boolean politely : new boolean[] {true, false}) {
            var imap = TestImap.login(deployment.port(Port.IMAPS), user);
            imap.line().send("a APPEND INBOX {3000000}");
            assertThat(imap.readLine()).startsWith("+ ");
            imap.line().send("x".repeat(998).concat("\r\n").repeat(2_000).getBytes(StandardCharsets.US_ASCII));
            vanish(imap.line(), politely);
        }
        assertNothingIsKept(Port.IMAPS, before);
    }

    private void assertNothingIsKept(Port port, double before) {
        Eventually.eventually("the sessions have ended", () -> open(port) <= before);
        try (var imap = TestImap.inbox(deployment.port(Port.IMAPS), user)) {
            assertThat(imap.uids()).isEmpty();
        }
        othersAreServed();
    }

    private void othersAreServed() {
        var other = deployment.newUser();
        TestSmtp.send(deployment.port(Port.SMTP), "sender@example.net", other.address(), Arrived.message("other"));
        try (var imap = TestImap.inbox(deployment.port(Port.IMAPS), other);
                var pop3 = TestPop3.login(deployment.port(Port.POP3S), other)) {
            byte[] message = imap.body(1, "[]");
            Arrived.assertSame(Arrived.message("other"), Arrived.withoutTrace(message));
            Arrived.assertSame(message, pop3.retrieve(1));
        }
    }

    private static void vanish(LineClient client, boolean politely) {
        if (politely) {
            client.close();
        } else {
            client.reset();
        }
    }

    private LineClient login(Port port) {
        return port == Port.POP3S
                ? TestPop3.login(deployment.port(port), user).line()
                : TestImap.inbox(deployment.port(port), user).line();
    }

    /** Connections that are open now, as the service counts them. */
    private double open(Port port) throws IOException {
        URI meters = deployment.meters(port);
        String listener = port == Port.SMTP ? "mx" : port.name().toLowerCase(Locale.ROOT);
        try (var in = meters.toURL().openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith("line_connections_open") && line.contains("\"" + listener + "\""))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                    .sum();
        }
    }
}
