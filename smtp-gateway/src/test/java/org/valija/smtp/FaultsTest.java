package org.valija.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.valija.testkit.Eventually.eventually;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.valija.mailbox.testing.MailboxServer;

/** Clients that vanish, and a mailbox service that is away. */
class FaultsTest {

    private static final String TO_DATA = """
            S: 220 <any>
            C: EHLO client.example.org
            S: <lines>
            S: 250 STARTTLS
            C: MAIL FROM:<bob@elsewhere.example>
            S: 250 <any>
            C: RCPT TO:<{to}>
            S: 250 <any>
            C: DATA
            S: 354 <any>
            """;

    @ParameterizedTest
    @CsvSource({"close, 1", "reset, 1", "end, 1", "close, 3000", "reset, 3000", "end, 3000"})
    void aClientThatVanishesLeavesNothing(String how, int lines) {
        var ann = Inbox.create("vanish%s%d@data.example".formatted(how, lines));
        try (var gateway = Gateway.before(Gateway.mailboxes())) {
            gateway.mx()
                    .with("to", ann.address())
                    .with("lines", ("x".repeat(76) + "\\x0d\\x0a").repeat(lines))
                    .play(TO_DATA + """
                            C: Subject: half
                            C:\s
                            C| {lines}
                            C: <%s>
                            """.formatted(how));
            eventually("the connection is gone", () -> gateway.openConnections() == 0);
        }
        assertThat(ann.size()).isZero();
    }

    @Test // RFC 5321, 4.5.3.2.5
    void aClientThatStallsIsLeft() {
        var ann = Inbox.create("stall@data.example");
        try (var gateway = Gateway.before(Gateway.mailboxes(), "smtp.timeouts.data=300ms")) {
            gateway.mx().with("to", ann.address()).play(TO_DATA + """
                    C: Subject: half
                    S: 421 4.4.2 mail.example.com waited too long
                    S: <close>
                    """);
        }
        assertThat(ann.size()).isZero();
    }

    @Test // RFC 5321, 4.2.5: nobody is told that a message is stored which is not
    void answersTryAgainWhileTheMailboxServiceIsAwayAndRecovers() {
        try (var mailboxes = MailboxServer.onFreshDatabase()) {
            var ann = Inbox.create(mailboxes, "ann@away.example");
            try (var gateway = Gateway.before(mailboxes);
                    var conversation = gateway.mx().with("to", ann.address()).open();
                    var user = gateway.submissions().open()) {
                conversation.play(TO_DATA + """
                        C: Subject: one
                        C: .
                        S: 250 2.0.0 Stored as <any>
                        C: MAIL FROM:<>
                        S: 250 <any>
                        C: RCPT TO:<{to}>
                        S: 250 <any>
                        """);
                mailboxes.stop();
                conversation.play("""
                        C: DATA
                        S: 354 <any>
                        C: Subject: two
                        C: .
                        S: 451 4.3.0 Try again later
                        C: MAIL FROM:<>
                        S: 250 <any>
                        C: RCPT TO:<nobody.asked.before@away.example>
                        S: 451 4.3.0 Try again later
                        C: DATA
                        S: 554 5.5.1 No valid recipients
                        C: RSET
                        S: 250 <any>
                        """);
                user.play("""
                        S: 220 <any>
                        C: EHLO client.example.org
                        S: <lines>
                        S: 250 AUTH <any>PLAIN LOGIN
                        C: AUTH PLAIN AGFubkBhd2F5LmV4YW1wbGUAc2VjcmV0
                        S: 454 4.7.0 Try again later
                        """);
                mailboxes.start();
                conversation.play("""
                        C: MAIL FROM:<>
                        S: 250 <any>
                        C: RCPT TO:<{to}>
                        S: 250 <any>
                        C: DATA
                        S: 354 <any>
                        C: Subject: three
                        C: .
                        S: 250 2.0.0 Stored as <any>
                        """);
            }
            assertThat(ann.messages()).hasSize(2);
        }
    }
}
