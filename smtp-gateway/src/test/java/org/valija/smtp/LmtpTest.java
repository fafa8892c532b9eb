package org.valija.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.valija.line.Listener;
import org.valija.line.TlsMode;
import org.valija.smtp.settings.ListenerProperties;
import org.valija.smtp.settings.Role;
import org.valija.testkit.TestSmtp;

/** LMTP, for sites with another server in front: RFC 2033. */
class LmtpTest {

    @Test // RFC 2033, 4.1
    void isGreetedByLhloOnly() {
        Gateway.shared().lmtp().play("""
                S: 220 mail.example.com LMTP Valija
                C: EHLO client.example.org
                S: 500 5.5.1 This is LMTP: say LHLO
                C: HELO client.example.org
                S: 500 5.5.1 This is LMTP: say LHLO
                C: MAIL FROM:<>
                S: 503 5.5.1 Say LHLO first
                C: LHLO client.example.org
                S: 250-mail.example.com
                S: 250-PIPELINING
                S: 250-SIZE 52428800
                S: 250-8BITMIME
                S: 250-SMTPUTF8
                S: 250-CHUNKING
                S: 250-BINARYMIME
                S: 250-DSN
                S: 250-ENHANCEDSTATUSCODES
                S: 250 LIMITS RCPTMAX=1000 MAILMAX=1000
                C: AUTH PLAIN AAA=
                S: 502 5.5.1 AUTH is not offered here
                C: QUIT
                S: 221 <any>
                """);
        Gateway.shared().mx().play("""
                S: 220 <any>
                C: LHLO client.example.org
                S: 500 5.5.1 This is SMTP: say EHLO
                """);
    }

    @Test // RFC 2033, 4.2
    void answersForEachRecipientThatWasAccepted() {
        var ann = Inbox.create("ann@lmtp.example");
        Gateway.mailboxes().createAccount("small@lmtp.example", Inbox.PASSWORD, 2_500);
        try (var conversation = Gateway.shared().lmtp().open()) {
            conversation.play("""
                    S: 220 <any>
                    C: LHLO front.example.org
                    S: <lines>
                    S: 250 LIMITS <any>
                    C: MAIL FROM:<bob@elsewhere.example>
                    S: 250 <any>
                    C: RCPT TO:<ann@lmtp.example>
                    S: 250 <any>
                    C: RCPT TO:<nobody@lmtp.example>
                    S: 550 5.1.1 <any>
                    C: RCPT TO:<eve@elsewhere.example>
                    S: 550 5.7.1 Relaying denied
                    C: RCPT TO:<small@lmtp.example>
                    S: 250 <any>
                    C: RCPT TO:<ANN@lmtp.example>
                    S: 250 <any>
                    """);
            TestSmtp.send(
                    Gateway.shared().port("mx"),
                    "bob@elsewhere.example",
                    "small@lmtp.example",
                    ("Subject: filling\r\n\r\n" + "x".repeat(1500) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            conversation.play("""
                    C: DATA
                    S: 354 <any>
                    C: Subject: by LMTP
                    C:\s
                    C: %s
                    C: .
                    S: 250 2.0.0 Stored as <any>
                    S: 452 4.2.2 Mailbox full
                    S: 250 2.0.0 Stored as <any>
                    C: NOOP
                    S: 250 <any>
                    """.formatted("x".repeat(900)));
        }
        assertThat(ann.message()).contains("with LMTP id ").contains("\r\nSubject: by LMTP\r\n");
    }

    @Test // RFC 2033, 4.2; RFC 3030, 2
    void answersForEachRecipientAfterTheLastChunkToo() {
        var ann = Inbox.create("ann@bdat.lmtp.example");
        Inbox.create("ben@bdat.lmtp.example");
        Gateway.shared().lmtp().play("""
                S: 220 <any>
                C: LHLO front.example.org
                S: <lines>
                S: 250 LIMITS <any>
                C: MAIL FROM:<>
                S: 250 <any>
                C: RCPT TO:<ann@bdat.lmtp.example>
                S: 250 <any>
                C: RCPT TO:<ben@bdat.lmtp.example>
                S: 250 <any>
                C: BDAT 2
                C| a:
                S: 250 2.0.0 2 octets received
                C: BDAT 1 LAST
                C| b
                S: 250 2.0.0 Stored as <any>
                S: 250 2.0.0 Stored as <any>
                C: MAIL FROM:<>
                S: 250 <any>
                C: RCPT TO:<ann@bdat.lmtp.example>
                S: 250 <any>
                C: RCPT TO:<ben@bdat.lmtp.example>
                S: 250 <any>
                C: DATA
                S: 354 <any>
                C| a\\x0ab\\x0d\\x0a
                C: .
                S: 554 5.6.0 Bare CR or LF in message
                S: 554 5.6.0 Bare CR or LF in message
                C: DATA
                S: 503 5.5.1 Begin with MAIL
                """);
        assertThat(ann.message()).endsWith("+0000\r\na:b");
    }

    @Test // RFC 2033, 5
    void isNotSpokenOnPort25() {
        var listen = Listener.on(25, TlsMode.NONE);
        assertThatThrownBy(() -> new ListenerProperties(Role.LMTP, true, listen, false, null, null, null, null))
                .hasMessage("LMTP must not be spoken on port 25: RFC 2033, 5");
    }
}
