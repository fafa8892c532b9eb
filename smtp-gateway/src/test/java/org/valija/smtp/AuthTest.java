package org.valija.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.valija.mailbox.api.outbound.OutboundMessagesApi;
import org.valija.mailbox.api.outbound.OutboundRecipient;
import org.valija.testkit.ScramClient;
import org.valija.testkit.Transcript;

/** AUTH: RFC 4954, and who may send what on the submission ports: RFC 6409. */
class AuthTest {

    @BeforeAll
    static void users() {
        Inbox.create("ann@auth.example");
        Inbox.create("bob@auth.example");
    }

    /** Submission under TLS, with the words of PLAIN and LOGIN by name. */
    private static Transcript submissions() {
        return Gateway.shared()
                .submissions()
                .with("plain", base64("\0ann@auth.example\0" + Inbox.PASSWORD))
                .with("plainBoth", base64("ANN@auth.example\0ann@auth.example\0" + Inbox.PASSWORD))
                .with("plainOther", base64("bob@auth.example\0ann@auth.example\0" + Inbox.PASSWORD))
                .with("plainWrong", base64("\0ann@auth.example\0wrong"))
                .with("user", base64("ann@auth.example"))
                .with("password", base64(Inbox.PASSWORD));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test // RFC 4616; RFC 4954, 4
    void logsInByPlain() {
        submissions().play("""
                S: 220 <any>
                C: EHLO client.example.org
                S: <lines>
                S: 250 AUTH <any>PLAIN LOGIN
                C: AUTH PLAIN {plain}
                S: 235 2.7.0 You are logged in
                C: AUTH PLAIN {plain}
                S: 503 5.5.1 You are logged in already
                """);
        submissions().play("""
                S: 220 <any>
                C: EHLO client.example.org
                S: <lines>
                S: 250 AUTH <any>PLAIN LOGIN
                C: auth plain
                S: 334 <any>
                C: {plainBoth}
                S: 235 2.7.0 You are logged in
                """);
    }

    @Test // RFC 9266; RFC 4954, 4: what the server says last is a challenge, and the answer to it is empty
    void logsInByScramBoundToTheConnection() {
        try (var conversation = submissions().open()) {
            conversation.play("""
                    S: 220 <any>
                    C: EHLO client.example.org
                    S: <lines>
                    S: 250 AUTH SCRAM-SHA-256-PLUS SCRAM-SHA-256 PLAIN LOGIN
                    """);
            var scram = ScramClient.boundTo(conversation.client(1), "ann@auth.example", Inbox.PASSWORD);
            var first = conversation.play("""
                    C: AUTH SCRAM-SHA-256-PLUS %s
                    S: 334 <word:serverFirst>
                    """.formatted(scram.first())).get("serverFirst");
            conversation.play("""
                    C: %s
                    S: 334 %s
                    C:
                    S: 235 2.7.0 You are logged in
                    """.formatted(scram.last(first), scram.serverFinal(first)));
        }
    }

    @Test
    void offersOnlyTheMechanismsOfTheSettings() {
        try (var gateway = Gateway.before(Gateway.mailboxes(), "smtp.sasl-mechanisms=scram-sha-256,plain")) {
            gateway.submissions().play("""
                    S: 220 <any>
                    C: EHLO client.example.org
                    S: <lines>
                    S: 250 AUTH SCRAM-SHA-256 PLAIN
                    C: AUTH LOGIN
                    S: 504 5.5.4 <any>
                    """);
        }
    }

    @Test // as Outlook and curl do it
    void logsInByLogin() {
        submissions().play("""
                S: 220 <any>
                C: EHLO client.example.org
                S: <lines>
                S: 250 AUTH <any>PLAIN LOGIN
                C: AUTH LOGIN
                S: 334 VXNlcm5hbWU6
                C: {user}
                S: 334 UGFzc3dvcmQ6
                C: {password}
                S: 235 2.7.0 You are logged in
                """);
        submissions().play("""
                S: 220 <any>
                C: EHLO client.example.org
                S: <lines>
                S: 250 AUTH <any>PLAIN LOGIN
                C: AUTH LOGIN {user}
                S: 334 UGFzc3dvcmQ6
                C: {password}
                S: 235 2.7.0 You are logged in
                """);
    }

    @Test // RFC 4954, 4 and 6
    void saysWhyItFailed() {
        submissions().play("""
                S: 220 <any>
                C: EHLO client.example.org
                S: <lines>
                S: 250 AUTH <any>PLAIN LOGIN
                C: AUTH PLAIN {plainWrong}
                S: 535 5.7.8 User name or password is wrong
                C: AUTH PLAIN {plainOther}
                S: 535 5.7.8 Not as that user, or not over this channel
                C: AUTH CRAM-MD5
                S: 504 5.5.4 No such mechanism here
                C: AUTH PLAIN
                S: 334 <any>
                C: *
                S: 501 5.7.0 Cancelled
                C: AUTH PLAIN
                S: 334 <any>
                C: not base64
                S: 501 5.5.2 That response can't be decoded
                C: AUTH PLAIN =
                S: 501 5.5.2 That response can't be decoded
                C: MAIL FROM:<ann@auth.example>
                S: 530 5.7.0 Authentication required
                C: AUTH PLAIN {plain}
                S: 235 2.7.0 You are logged in
                """);
    }

    @Test // RFC 4954, 4; RFC 8314, 3
    void takesNoPasswordWithoutTls() {
        Gateway.shared().submission().play("""
                S: 220 <any>
                C: EHLO client.example.org
                S: <lines>
                S: 250 STARTTLS
                C: AUTH PLAIN AGFubgBzZWNyZXQ=
                S: 538 5.7.11 Encryption required: STARTTLS first
                """);
    }

    @Test
    void takesPasswordsOnThisMachineIfSet() {
        try (var gateway = Gateway.before(Gateway.mailboxes(), "smtp.listeners.submission.loopback-auth=true")) {
            gateway.submission()
                    .with("plain", base64("\0ann@auth.example\0" + Inbox.PASSWORD))
                    .play("""
                            S: 220 <any>
                            C: EHLO client.example.org
                            S: <lines>
                            S: 250 AUTH <any>PLAIN LOGIN
                            C: AUTH PLAIN {plain}
                            S: 235 2.7.0 You are logged in
                            """);
        }
    }

    @Test // RFC 6409, 6.1; RFC 4954, 5
    void usersSendAsThemselvesAndToAnybody() {
        submissions().play("""
                S: 220 <any>
                C: EHLO client.example.org
                S: <lines>
                S: 250 AUTH <any>PLAIN LOGIN
                C: AUTH PLAIN {plain}
                S: 235 <any>
                C: MAIL FROM:<bob@auth.example>
                S: 553 5.7.1 That sender address is not yours
                C: MAIL FROM:<ann@elsewhere.example>
                S: 553 5.7.1 That sender address is not yours
                C: MAIL FROM:<Ann@Auth.Example> AUTH=<>
                S: 250 2.1.0 Sender OK
                C: RCPT TO:<bob@auth.example>
                S: 250 2.1.5 Recipient OK
                C: RCPT TO:<somebody@elsewhere.example>
                S: 250 2.1.5 Recipient OK
                C: RCPT TO:<somebody@[192.0.2.1]>
                S: 550 5.7.1 Mail for addresses of hosts is not taken here
                C: RCPT TO:<nobody@auth.example>
                S: 550 5.1.1 <any>
                C: DATA
                S: 354 <any>
                C: From: ann@auth.example
                C: Subject: to here and elsewhere
                C:
                C: hello
                C: .
                S: 250 2.0.0 <any>
                C: EHLO again.example.org
                S: <lines>
                S: 250 AUTH <any>PLAIN LOGIN
                C: MAIL FROM:<>
                S: 250 2.1.0 Sender OK
                """);
        var queued = Gateway.mailboxes()
                .client()
                .api(OutboundMessagesApi.class)
                .list("auth.example", "somebody@elsewhere.example", null, null, null, null, null, null)
                .items();
        assertThat(queued).hasSize(1).first().satisfies(message -> {
            assertThat(message.reversePath()).isEqualToIgnoringCase("ann@auth.example");
            assertThat(message.recipients())
                    .extracting(OutboundRecipient::address)
                    .containsExactly("somebody@elsewhere.example");
        });
    }
}
