package org.valija.suite.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.valija.suite.Port;
import org.valija.testkit.Corpus;
import org.valija.testkit.LineClient;
import org.valija.testkit.TestSmtp;
import org.valija.testkit.Transcript;

/** What no client should send gets the protocol's own error or a clean close, stores nothing, and harms nobody else. */
class BadInputTest {

    /** More than any limit of a line. */
    private static final int LONG = 200_000;

    private final Valija valija = Valija.shared();
    private final User user = valija.newUser();

    /** Whatever a test did, mail still goes in and out, and is all there is. */
    @AfterEach
    void mailGoesOn() {
        byte[] message = Arrived.message("afterwards");
        valija.deliver(user, message);
        try (var imap = valija.inbox(user);
                var pop3 = valija.pop3(user)) {
            assertThat(imap.uids()).hasSize(1);
            Arrived.assertSame(message, Arrived.withoutTrace(pop3.retrieve(1)));
        }
    }

    @Test // RFC 5321, 4.2.4 and 4.3.2
    void smtpRefuses() {
        Transcript.on(valija.port(Port.SMTP)).with("user", user.address()).play("""
                S: 220 <any>
                C: RCPT TO:<{user}>
                S: 503 5.5.1 <any>
                C: DATA
                S: 503 5.5.1 <any>
                C: XYZZY
                S: 500 5.5.2 <any>
                C: EHLO client\\x00.example.org
                S: 500 5.5.2 <any>
                C: EHLO client.example.org
                S: <lines>
                S: 250 <any>
                C: AUTH PLAIN AGFubgBzZWNyZXQ=
                S: 50<n> 5.5.1 <any>
                C: MAIL FROM:<a@example.net
                S: 501 5.1.7 <any>
                C: MAIL FROM:<a@example.net>
                S: 250 2.1.0 <any>
                C: RCPT TO:<victim@elsewhere.example.com>
                S: 550 5.7.1 <any>
                C: DATA
                S: 5<n> <any>
                C: QUIT
                S: 221 2.0.0 <any>
                S: <close>
                """);
    }

    @Test // RFC 5321, 2.3.8: a bare LF ends no line and no message, which smuggling would need
    void smtpRefusesMessagesWithBareLineEnds() {
        try (var smtp = TestSmtp.connect(valija.port(Port.SMTP))) {
            for (String sample : new String[] {"bare-lf", "bare-lf-in-crlf"}) {
                var answers = smtp.send(
                        "a@example.net", user.address(), Corpus.named(sample).bytes());
                assertThat(answers.data().code()).isEqualTo(554);
            }
            byte[] smuggled = "Subject: a\r\n\r\nb\n.\nMAIL FROM:<a@example.net>\r\n".getBytes(ISO_8859_1);
            assertThat(smtp.send("a@example.net", user.address(), smuggled)
                            .data()
                            .code())
                    .isEqualTo(554);
        }
    }

    @Test // RFC 1939, 3 and 4
    void pop3Refuses() {
        Transcript.on(valija.port(Port.POP3S))
                .withImplicitTls()
                .with("user", user.address())
                .play("""
                S: +OK <any>
                C: RETR 1
                S: -ERR <any>
                C: XYZZY
                S: -ERR <any>
                C: US\\x00ER {user}
                S: -ERR <any>
                C: USER {user}
                S: +OK<any>
                C: PASS wrong
                S: -ERR [AUTH] <any>
                C: QUIT
                S: +OK<any>
                S: <close>
                """);
        try (var pop3 = valija.pop3(user)) {
            for (String command :
                    new String[] {"RETR 1", "RETR 0", "RETR -1", "RETR 99999999999", "TOP 1", "DELE x", "LIST 1"}) {
                assertThat(pop3.command(command)).as(command).startsWith("-ERR ");
            }
            assertThat(pop3.ok("STAT")).isEqualTo("+OK 0 0");
        }
    }

    @Test // RFC 9051, 2.2.1 and 4.3
    void imapRefuses() {
        Transcript.on(valija.port(Port.IMAPS))
                .withImplicitTls()
                .with("user", user.address())
                .with("password", user.password())
                .play("""
                S: * OK <any>
                C: a SELECT INBOX
                S: a BAD <any>
                C: b XYZZY
                S: b BAD <any>
                C: c LOGIN {user} wrong
                S: c NO [AUTHENTICATIONFAILED] <any>
                C: d LOGIN {user} {password}
                S: d OK <any>
                C: e FETCH 1 FLAGS
                S: e BAD <any>
                C: f SELECT INBOX
                S: <lines>
                S: f OK <any>
                C: g FETCH 1:* (FLAGS
                S: g BAD <any>
                C: h UID STORE 1 FLAGS \\x00
                S: h BAD <any>
                C: i FETCH 7 FLAGS
                S: i BAD <any>
                C: j LOGOUT
                S: * BYE <any>
                S: j OK <any>
                S: <close>
                """);
    }

    @Test // RFC 7888, 4: nothing is read of a literal that is too large, announced or not
    void imapRefusesLiteralsBeyondTheLimit() {
        try (var imap = valija.imap(user)) {
            assertThat(imap.command("APPEND INBOX {999999999}").tagged()).matches("(NO|BAD) .*");
            assertThat(imap.command("SELECT {999999999}").tagged()).matches("(NO|BAD) .*");
        }
        try (var imap = valija.imap(user)) {
            imap.line().send("z APPEND INBOX {999999999+}");
            assertThat(imap.readLine()).matches("(\\* BYE|z NO|z BAD) .*");
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "HTTP")
    void aLineWithoutEndIsRefusedOrClosed(Port port) {
        try (var client = LineClient.connect(valija.port(port))) {
            if (port.name().matches("SUBMISSIONS|POP3S|IMAPS")) {
                client.startTls();
            }
            client.readLine();
            client.send("x".repeat(LONG));
            assertThat(client.readLine()).matches("(500|421|-ERR|\\* BAD|\\* BYE|x+ BAD).*");
        }
    }

    /** Every octet, in lines and without: an answer of the protocol's own or a close, and never an exception's text. */
    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "HTTP")
    void noiseIsAnsweredInTheProtocolsWords(Port port) {
        try (var client = LineClient.connect(valija.port(port))) {
            if (port.name().matches("SUBMISSIONS|POP3S|IMAPS")) {
                client.startTls();
            }
            client.send(Corpus.named("binary-content").bytes());
            client.send("\r\n");
            client.shutdownOutput();
            String answer = new String(client.readToClose(), ISO_8859_1);
            assertThat(answer.lines()).allMatch(line -> line.matches("([2-5]\\d\\d[ -]|\\+OK|-ERR|\\* |\\S+ BAD).*"));
            assertThat(answer).doesNotContain("Exception", "java.", "org.valija");
        }
    }
}
