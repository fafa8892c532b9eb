package org.valija.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.valija.mailbox.testing.MailboxServer;
import org.valija.testkit.TestPostgres;

/** Clients that no mail server is, and how long they are put up with. */
class AbuseTest {

    private static final String TO_DATA = """
            S: 220 <any>
            C: EHLO client.example.org
            S: <lines>
            S: 250 STARTTLS
            C: MAIL FROM:<bob@elsewhere.example>
            S: 250 <any>
            C: RCPT TO:<{to}>
            S: 250 <any>
            """;

    @Test // RFC 5321, 4.3.1
    void whoTalksBeforeTheGreetingIsLeft() {
        try (var gateway = Gateway.before(Gateway.mailboxes(), "smtp.patience.greeting=3s")) {
            gateway.mx().play("""
                    C: EHLO client.example.org
                    S: 554 5.5.0 mail.example.com did not greet you yet; closing
                    S: <close>
                    """);
        }
    }

    @Test // RFC 2920, 3.1
    void whoSendsAheadWithoutPipeliningIsLeft() {
        Gateway.shared().mx().play("""
                S: 220 <any>
                C: HELO client.example.org
                S: 250 <any>
                C| MAIL FROM:<>\\x0d\\x0aRCPT TO:<ann@abuse.example>\\x0d\\x0a
                S: 554 5.5.0 Wait for the reply before the next command; closing
                S: <close>
                """);
        Gateway.shared().mx().play("""
                S: 220 <any>
                C| EHLO client.example.org\\x0d\\x0aMAIL FROM:<>\\x0d\\x0a
                S: 554 5.5.0 Wait for the reply before the next command; closing
                S: <close>
                """);
    }

    @Test // RFC 2920, 3.1: what looks like a message to us could be commands to another
    void whoSendsTheMessageBeforeItIsAskedForIsLeft() {
        var ann = Inbox.create("ahead@abuse.example");
        Gateway.shared().mx().with("to", ann.address()).play(TO_DATA + """
                C| DATA\\x0d\\x0aSubject: a\\x0d\\x0a\\x0d\\x0a.\\x0d\\x0a
                S: 554 5.5.0 Wait for 354 before the message; closing
                S: <close>
                """);
        assertThat(ann.size()).isZero();
    }

    @Test
    void whoGuessesRecipientsIsLeft() {
        try (var gateway = Gateway.before(Gateway.mailboxes(), "smtp.patience.unknown-recipients=2")) {
            gateway.mx()
                    .with("to", Inbox.create("known@abuse.example").address())
                    .play(TO_DATA + """
                            C: RCPT TO:<a@abuse.example>
                            S: 550 5.1.1 <any>
                            C: RCPT TO:<b@abuse.example>
                            S: 550 5.1.1 <any>
                            C: RCPT TO:<c@abuse.example>
                            S: 550 5.1.1 <any>
                            C: RCPT TO:<d@abuse.example>
                            S: 550 5.1.1 <any>
                            S: 421 4.7.0 mail.example.com closing: too many unknown recipients
                            S: <close>
                            """);
        }
    }

    @Test // RFC 9422, 4
    void oneConnectionBringsAsManyMessagesAsAreAnnounced() {
        try (var gateway = Gateway.before(Gateway.mailboxes(), "smtp.patience.messages=2")) {
            gateway.mx().play("""
                    S: 220 <any>
                    C: EHLO client.example.org
                    S: <lines>
                    S: 250-LIMITS RCPTMAX=1000 MAILMAX=2
                    S: 250 STARTTLS
                    C: MAIL FROM:<>
                    S: 250 <any>
                    C: RSET
                    S: 250 <any>
                    C: MAIL FROM:<>
                    S: 250 <any>
                    C: RSET
                    S: 250 <any>
                    C: MAIL FROM:<>
                    S: 421 4.7.0 mail.example.com closing: enough messages for now
                    S: <close>
                    """);
        }
    }

    @Test
    void usersSendAsMuchAsTheyMay() {
        try (var mailboxes = MailboxServer.on(TestPostgres.database(), "mailbox.submission.recipients-an-hour=2")) {
            var ann = Inbox.create(mailboxes, "ann@much.example");
            try (var gateway = Gateway.before(mailboxes)) {
                gateway.submissions()
                        .with("plain", base64("\0ann@much.example\0" + Inbox.PASSWORD))
                        .play("""
                                S: 220 <any>
                                C: EHLO client.example.org
                                S: <lines>
                                S: 250 AUTH <any>
                                C: AUTH PLAIN {plain}
                                S: 235 <any>
                                C: MAIL FROM:<ann@much.example>
                                S: 250 <any>
                                C: RCPT TO:<ann@much.example>
                                S: 250 <any>
                                C: DATA
                                S: 354 <any>
                                C: .
                                S: 250 <any>
                                C: MAIL FROM:<ann@much.example>
                                S: 250 <any>
                                C: RCPT TO:<ann@much.example>
                                S: 250 <any>
                                C: BDAT 1 LAST
                                C| a
                                S: 250 <any>
                                C: MAIL FROM:<ann@much.example>
                                S: 250 <any>
                                C: RCPT TO:<ann@much.example>
                                S: 250 <any>
                                C: DATA
                                S: 450 4.7.1 You have sent as much as you may for now; try again later
                                C: MAIL FROM:<ann@much.example>
                                S: 250 <any>
                                C: RCPT TO:<ann@much.example>
                                S: 250 <any>
                                C: BDAT 1 LAST
                                C| a
                                S: 450 4.7.1 You have sent as much as you may for now; try again later
                                C: RSET
                                S: 250 <any>
                                """);
            }
            assertThat(ann.size()).isEqualTo(2);
        }
    }

    @Test // RFC 5321, 2.3.8
    void bareLineEndsBecomeCrlfWhereThatIsSet() {
        var ann = Inbox.create("normal@abuse.example");
        try (var gateway = Gateway.before(Gateway.mailboxes(), "smtp.message.bare-line-ends=normalize")) {
            gateway.mx().with("to", ann.address()).play(TO_DATA + """
                    C: DATA
                    S: 354 <any>
                    C| a: b\\x0ac: d\\x0d\\x0a\\x0d.\\x0d\\x0a.\\x0a\\x0d\\x0d\\x0aMAIL FROM:<>\\x0a\\x0d\\x0a
                    C: .
                    S: 250 <any>
                    C: NOOP
                    S: 250 <any>
                    """);
        }
        assertThat(ann.message()).endsWith("+0000\r\na: b\r\nc: d\r\n\r\n.\r\n\r\n\r\n\r\nMAIL FROM:<>\r\n\r\n");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
