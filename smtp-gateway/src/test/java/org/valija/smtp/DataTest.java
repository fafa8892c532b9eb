package org.valija.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.valija.testkit.TestSmtp;
import org.valija.testkit.Transcript;

/** DATA: what is stored, what is put in front of it, and what is refused. */
class DataTest {

    /** A conversation up to 354, to one recipient. */
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
            S: 354 Start mail input; end with <CRLF>.<CRLF>
            """;

    private static Transcript mx(String to) {
        return Gateway.shared().mx().with("to", to);
    }

    @Test // RFC 5321, 4.4 and 4.5.2
    void storesByteForByteBehindTheTrace() {
        var ann = Inbox.create("bytes@data.example");
        mx(ann.address()).play(TO_DATA + """
                C: Subject: 8-bit \\xe4\\xff, no Date
                C:\s
                C: ..
                C: ..two dots
                C: a NUL \\x00 and a blank at the end\s
                C:\s
                C: .
                S: 250 2.0.0 Stored as <any>
                C: QUIT
                S: 221 <any>
                """);
        var stored = ann.message();
        var content = "Subject: 8-bit \u00e4\u00ff, no Date\r\n\r\n.\r\n.two dots\r\n"
                + "a NUL \u0000 and a blank at the end \r\n\r\n";
        assertThat(stored).endsWith(content);
        assertThat(stored.substring(0, stored.length() - content.length())).matches("""
                        Return-Path: <bob@elsewhere\\.example>
                        Received: from client\\.example\\.org \\(\\[127\\.0\\.0\\.1]\\)
                        	by mail\\.example\\.com with ESMTP id [0-9a-f]{32}
                        	for <bytes@data\\.example>
                        	; [A-Z][a-z]{2}, [0-9]{1,2} [A-Z][a-z]{2} [0-9]{4} [0-9:]{8} \\+0000
                        """.replace("\n", "\r\n"));
    }

    @Test
    void storesAnEmptyMessage() {
        var ann = Inbox.create("empty@data.example");
        mx(ann.address()).play(TO_DATA + """
                C: .
                S: 250 2.0.0 Stored as <any>
                """);
        assertThat(ann.message()).endsWith(" +0000\r\n");
    }

    @Test // RFC 5321, 7.2: several recipients don't learn of each other
    void givesOneMessageToSeveralRecipientsOnceEach() {
        var ann = Inbox.create("ann@data.example");
        var ben = Inbox.create("ben@data.example");
        Gateway.shared().mx().play("""
                S: 220 <any>
                C: HELO client.example.org
                S: 250 <any>
                C: MAIL FROM:<>
                S: 250 <any>
                C: RCPT TO:<ann@data.example>
                S: 250 <any>
                C: RCPT TO:<"ann"@DATA.example>
                S: 250 <any>
                C: RCPT TO:<ben@data.example>
                S: 250 <any>
                C: DATA
                S: 354 <any>
                C: Subject: hello
                C: .
                S: 250 2.0.0 Stored as <any>
                """);
        for (var inbox : new Inbox[] {ann, ben}) {
            assertThat(inbox.message())
                    .startsWith("Return-Path: <>\r\n")
                    .contains("with SMTP id ")
                    .doesNotContain("@data.example")
                    .endsWith("Subject: hello\r\n");
        }
    }

    @ParameterizedTest // RFC 6409, 8.2 and 8.3
    @CsvSource(delimiter = '|', textBlock = """
            Subject: a^^body                      | true  | true
            Date: x^Subject: a^^body              | false | true
            message-id: <1@x>^^Date: in the body  | true  | false
            Date: x^Message-ID: <1@x>^^body       | false | false
            no header                             | true  | true
            """)
    void submissionAddsDateAndMessageIdWhereTheyAreMissing(String message, boolean addsDate, boolean addsMessageId) {
        var local = "user" + Integer.toHexString(message.hashCode());
        var user = Inbox.create(local + "@submit.example");
        var content = message.replace("^", "\r\n") + "\r\n";
        try (var smtp =
                TestSmtp.connectTls(Gateway.shared().port("submissions")).login(user.address(), Inbox.PASSWORD)) {
            assertThat(smtp.send(user.address(), user.address(), content.getBytes(StandardCharsets.US_ASCII))
                            .accepted())
                    .isTrue();
        }
        var stored = user.message();
        assertThat(stored).endsWith(content).contains("with ESMTPSA id ").contains("\r\n\ttls TLS_");
        var added = stored.substring(0, stored.length() - content.length());
        assertThat(added.contains("\r\nDate: ")).isEqualTo(addsDate);
        assertThat(Pattern.compile("\r\nMessage-ID: <[^@>]+@mail\\.example\\.com>\r\n")
                        .matcher(added)
                        .find())
                .isEqualTo(addsMessageId);
    }

    @Test // RFC 5321, 6.3
    void refusesWhatGoesInCircles() {
        var ann = Inbox.create("loop@data.example");
        mx(ann.address())
                .with("received", "Received: from a by b\\x0d\\x0a".repeat(50))
                .play(TO_DATA + """
                        C| {received}
                        C: Received: one more
                        C:\s
                        C: body
                        C: .
                        S: 554 5.4.6 Too many Received fields: mail loop
                        C: MAIL FROM:<>
                        S: 250 <any>
                        C: RCPT TO:<{to}>
                        S: 250 <any>
                        C: DATA
                        S: 354 <any>
                        C| {received}
                        C:\s
                        C: Received: this is the body
                        C: .
                        S: 250 <any>
                        """);
        assertThat(ann.messages()).hasSize(1);
    }

    @Test // RFC 5321, 4.5.3.1.6: longer than 998, as real mail has them
    void takesLongLines() {
        var ann = Inbox.create("long@data.example");
        var line = "x".repeat(20_000);
        mx(ann.address()).with("line", line).play(TO_DATA + """
                C: Subject: {line}
                C:\s
                C: {line}
                C: .
                S: 250 <any>
                """);
        assertThat(ann.message()).endsWith("Subject: " + line + "\r\n\r\n" + line + "\r\n");
    }

    @Test // RFC 1870, 6.3; the session goes on
    void holdsTheLimitsOfAMessageWhileItStreams() {
        var ann = Inbox.create("limits@data.example");
        try (var gateway = Gateway.before(
                Gateway.mailboxes(),
                "smtp.message.size=128KB",
                "smtp.message.header=16KB",
                "smtp.message.line=1000B")) {
            gateway.mx()
                    .with("to", ann.address())
                    .with("line", "x".repeat(1000))
                    .with("lines", ("x".repeat(998) + "\\x0d\\x0a").repeat(140))
                    .with("fields", ("X-Field: " + "x".repeat(60) + "\\x0d\\x0a").repeat(300))
                    .play(TO_DATA + """
                            C:\s
                            C| {lines}
                            C: .
                            S: 552 5.3.4 Message too large
                            C: MAIL FROM:<>
                            S: 250 <any>
                            C: RCPT TO:<{to}>
                            S: 250 <any>
                            C: DATA
                            S: 354 <any>
                            C| {fields}
                            C: .
                            S: 552 5.3.4 Message header too large
                            C: MAIL FROM:<>
                            S: 250 <any>
                            C: RCPT TO:<{to}>
                            S: 250 <any>
                            C: DATA
                            S: 354 <any>
                            C: {line}x
                            C: .
                            S: 554 5.6.0 Line too long in message
                            C: MAIL FROM:<>
                            S: 250 <any>
                            C: RCPT TO:<{to}>
                            S: 250 <any>
                            C: DATA
                            S: 354 <any>
                            C: {line}
                            C: .
                            S: 250 <any>
                            C: MAIL FROM:<>
                            S: 250 <any>
                            C: RCPT TO:<{to}>
                            S: 250 <any>
                            C: DATA
                            S: 354 <any>
                            C| {lines}
                            C| {lines}
                            S: 552 5.3.4 Message too large
                            S: <close>
                            """);
        }
        assertThat(ann.messages()).hasSize(1);
    }

    @Test
    void streamsLargeMessages() {
        var ann = Inbox.create("large@data.example");
        var line = Base64.getEncoder().encodeToString(new byte[57]) + "\r\n";
        var message = "Subject: large\r\n\r\n" + line.repeat(20 * 1024 * 1024 / line.length());
        TestSmtp.send(
                Gateway.shared().port("mx"),
                "bob@elsewhere.example",
                ann.address(),
                message.getBytes(StandardCharsets.US_ASCII));
        assertThat(ann.message().endsWith(message)).isTrue();
    }
}
