package org.valija.smtp.outbound.dialogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.valija.testkit.FakeAnswer.lastLines;
import static org.valija.testkit.FakeAnswer.lines;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.valija.smtp.outbound.dialogue.OutgoingMail.Format;
import org.valija.smtp.outbound.dialogue.OutgoingMail.Recipient;
import org.valija.smtp.outbound.tls.ClientTls;
import org.valija.smtp.outbound.tls.TlsDemand;
import org.valija.smtp.settings.OutboundTimeouts;
import org.valija.testkit.FakeAnswer;
import org.valija.testkit.FakeMx;
import org.valija.testkit.FakeStep;
import org.valija.testkit.ServerCertificate;

/** Every fault of a server, and what becomes of the message. */
class SmtpConnectionTest {

    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final Format PLAIN = new Format(false, false, false);
    private static final String TEXT = "Subject: x\r\n\r\n.dot\r\n..dots\r\n";

    private static Watchdog watchdog;
    private static ServerCertificate certificate;

    private final FakeMx mx = new FakeMx();

    @BeforeAll
    static void start() {
        watchdog = new Watchdog();
        certificate = ServerCertificate.forHost("mx.example.com");
    }

    @AfterAll
    static void stop() {
        watchdog.close();
    }

    @AfterEach
    void close() {
        mx.close();
    }

    private static Client client(Duration within) {
        var timeouts = new OutboundTimeouts(LONG, within, within, within, within, within, within, within);
        return new Client("mail.example.org", timeouts, ClientTls.trusting(certificate.client()), watchdog);
    }

    private Server server(TlsDemand demand) {
        return new Server("mx.example.com", new InetSocketAddress("127.0.0.1", mx.port()), null, demand, null);
    }

    private SmtpConnection open(TlsDemand demand, Duration within) throws DialogueException {
        return SmtpConnection.open(client(within), server(demand));
    }

    private static OutgoingMail mail(String content, String... recipients) {
        var octets = content.getBytes(StandardCharsets.ISO_8859_1);
        return new OutgoingMail(
                "ann@example.org",
                octets.length,
                PLAIN,
                false,
                null,
                null,
                Stream.of(recipients)
                        .map(it -> new Recipient(it, Set.of(), null))
                        .toList(),
                () -> new ByteArrayInputStream(octets));
    }

    private static OutgoingMail with(Format format, boolean requireTls, @Nullable String envelopeId) {
        var mail = mail(TEXT);
        var recipient = new Recipient("bob@example.com", Set.of("FAILURE", "DELAY"), "rfc822;b+b=c@example.net");
        return new OutgoingMail(
                mail.reversePath(),
                mail.size(),
                format,
                requireTls,
                true,
                envelopeId,
                List.of(recipient),
                mail.content());
    }

    private List<Answer> send(OutgoingMail mail) throws IOException {
        try (var connection = open(TlsDemand.OPPORTUNISTIC, LONG)) {
            return connection.send(mail);
        }
    }

    @Test // RFC 5321, 4.5.2
    void sendsTheOctetsAsTheyAre() throws IOException {
        var answers = send(mail(TEXT, "bob@example.com", "eve@example.com"));
        assertThat(answers).extracting(Answer::status).containsExactly("2.0.0", "2.0.0");
        var taken = mx.only();
        assertThat(taken.text()).isEqualTo(TEXT);
        assertThat(taken.hello()).isEqualTo("mail.example.org");
        assertThat(taken.recipients()).containsExactly("RCPT TO:<bob@example.com>", "RCPT TO:<eve@example.com>");
        assertThat(mx.heard()).contains("QUIT");
    }

    @ParameterizedTest // RFC 2920: the same in turn, and all at once
    @CsvSource({"PIPELINING", "8BITMIME"})
    void whoIsRefusedDoesNotSpoilItForTheRest(String extension) throws IOException {
        mx.offering(extension, "ENHANCEDSTATUSCODES")
                .at(FakeStep.RCPT, "bad", lines("550-5.1.1 no such", "550 5.1.1 user"))
                .at(FakeStep.RCPT, "full", lines("452 4.2.2 full"));
        var answers = send(mail(TEXT, "bad@example.com", "bob@example.com", "full@example.com"));
        assertThat(answers).extracting(Answer::status).containsExactly("5.1.1", "2.0.0", "4.2.2");
        assertThat(answers.getFirst().text()).isEqualTo("550 5.1.1 no such 5.1.1 user");
        assertThat(mx.only().recipients()).containsExactly("RCPT TO:<bob@example.com>");
    }

    @ParameterizedTest // RFC 5321, 4.2.1; RFC 2920, 3.1
    @CsvSource(delimiter = '|', textBlock = """
            MAIL    | PIPELINING | 451 4.7.1 later   | 4.7.1
            MAIL    | NONE       | 451 4.7.1 later   | 4.7.1
            MAIL    | PIPELINING | 550 5.7.1 never   | 5.7.1
            RCPT    | PIPELINING | 450 greylisted    | 4.0.0
            RCPT    | NONE       | 550 5.1.1 unknown | 5.1.1
            DATA    | PIPELINING | 451 4.3.0 later   | 4.3.0
            DATA    | NONE       | 554 5.5.1 never   | 5.5.1
            DATA    | NONE       | 250 2.0.0 what    | 4.5.0
            MESSAGE | PIPELINING | 452 4.3.1 full    | 4.3.1
            MESSAGE | NONE       | 554 5.7.1 spam    | 5.7.1
            MESSAGE | PIPELINING | 421 4.3.2 bye     | 4.3.2
            """)
    void aRefusalIsForAllWhomItConcerns(FakeStep step, String extension, String reply, String status)
            throws IOException {
        mx.offering(extension).at(step, lines(reply));
        var answers = send(mail(TEXT, "bob@example.com", "eve@example.com"));
        assertThat(answers).extracting(Answer::status).containsExactly(status, status);
        assertThat(mx.taken()).noneMatch(it -> it.acknowledged());
    }

    @Test // RFC 2920, 3.1: a 354 although nobody was accepted
    void endsAMessageForNobody() throws IOException {
        mx.at(FakeStep.RCPT, lines("550 5.1.1 unknown"));
        try (var connection = open(TlsDemand.NONE, LONG)) {
            assertThat(connection.send(mail(TEXT, "bob@example.com")))
                    .extracting(Answer::status)
                    .containsExactly("5.1.1");
            assertThat(connection.reset()).isTrue();
        }
        assertThat(mx.taken()).isEmpty();
    }

    @ParameterizedTest // RFC 5321, 4.5.3.2: nobody is waited for without end
    @EnumSource(
            value = FakeStep.class,
            names = {"MAIL", "RCPT", "DATA", "CONTENT", "MESSAGE"})
    void aServerThatHangsInATransactionIsLeft(FakeStep step) throws IOException {
        mx.at(step, new FakeAnswer.Hang());
        // More than buffers hold
        var large = "x".repeat(998).concat("\r\n").repeat(10_000);
        try (var connection = open(TlsDemand.NONE, SHORT)) {
            var answers = connection.send(mail(large, "bob@example.com", "eve@example.com"));
            assertThat(answers).extracting(Answer::status).containsExactly("4.4.2", "4.4.2");
            assertThat(connection.reset()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = FakeStep.class,
            names = {"MAIL", "RCPT", "DATA", "CONTENT", "MESSAGE"})
    void aServerThatClosesInATransactionIsLeft(FakeStep step) throws IOException {
        mx.at(step, new FakeAnswer.Close());
        try (var connection = open(TlsDemand.NONE, LONG)) {
            assertThat(connection.send(mail(TEXT, "bob@example.com")))
                    .extracting(Answer::status)
                    .containsExactly("4.4.2");
            assertThat(connection.reset()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = FakeStep.class,
            names = {"MAIL", "RCPT", "DATA", "MESSAGE"})
    void nonsenseInATransactionIsNoSuccess(FakeStep step) throws IOException {
        for (var answer :
                List.of(new FakeAnswer.Garbage(), new FakeAnswer.Flood(), lines("250-" + "x".repeat(9_000)))) {
            mx.behave().at(step, answer);
            try (var connection = open(TlsDemand.NONE, LONG)) {
                assertThat(connection.send(mail(TEXT, "bob@example.com")))
                        .extracting(Answer::status)
                        .containsExactly("4.5.0");
                assertThat(connection.reset()).isFalse();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = FakeStep.class,
            names = {"GREETING", "EHLO", "STARTTLS"})
    void aServerThatCannotBeginIsLeft(FakeStep step) {
        mx.withTls(certificate);
        var faults = List.of(
                new FakeAnswer.Hang(), new FakeAnswer.Close(), new FakeAnswer.Garbage(), new FakeAnswer.Flood());
        for (var fault : faults) {
            mx.behave().at(step, fault);
            assertThatThrownBy(() -> open(TlsDemand.OPPORTUNISTIC, SHORT))
                    .isInstanceOfSatisfying(
                            DialogueException.class,
                            e -> assertThat(e.answer().isTransient()).isTrue());
        }
        mx.behave().at(FakeStep.GREETING, lastLines("554 5.3.2 no mail here"));
        assertThatThrownBy(() -> open(TlsDemand.OPPORTUNISTIC, LONG))
                .isInstanceOfSatisfying(
                        DialogueException.class,
                        e -> assertThat(e.answer().text()).isEqualTo("554 5.3.2 no mail here"));
        mx.close();
        assertThatThrownBy(() -> open(TlsDemand.OPPORTUNISTIC, LONG))
                .hasMessageContaining("No connection to mx.example.com");
    }

    @Test // RFC 5321, 3.2
    void greetsOldServersByHelo() throws IOException {
        mx.at(FakeStep.EHLO, lines("502 5.5.1 what?"));
        assertThat(send(mail(TEXT, "bob@example.com")))
                .extracting(Answer::status)
                .containsExactly("2.0.0");
        assertThat(mx.heard()).contains("HELO mail.example.org", "MAIL FROM:<ann@example.org>");
    }

    @Test // RFC 3207, 4; RFC 7435, 3
    void encryptsWhereItIsOffered() throws IOException {
        mx.withTls(ServerCertificate.forHost("somebody.example"));
        assertThat(send(mail(TEXT, "bob@example.com"))).allMatch(Answer::isSuccess);
        assertThat(mx.only().tls()).contains("TLSv1.3");
    }

    @Test
    void whereTlsFailsMailGoesInTheClear() throws IOException {
        mx.withTls(certificate).at(FakeStep.STARTTLS, new FakeAnswer.NoHandshake());
        assertThat(send(mail(TEXT, "bob@example.com"))).allMatch(Answer::isSuccess);
        mx.behave().at(FakeStep.STARTTLS, lines("454 4.7.0 no entropy"));
        assertThat(send(mail(TEXT, "bob@example.com"))).allMatch(Answer::isSuccess);
        assertThat(mx.taken()).hasSize(2).allMatch(it -> it.tls().isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"ENCRYPTED, 4.7.4, 4.7.5, true", "VERIFIED, 4.7.4, 4.7.5, false"})
    void whereTlsIsDemandedNothingGoesInTheClear(TlsDemand demand, String none, String failed, boolean anybody)
            throws IOException {
        assertThatThrownBy(() -> open(demand, LONG))
                .isInstanceOfSatisfying(
                        DialogueException.class,
                        e -> assertThat(e.answer().status()).isEqualTo(none));
        mx.withTls(certificate).at(FakeStep.STARTTLS, new FakeAnswer.NoHandshake());
        assertThatThrownBy(() -> open(demand, LONG))
                .isInstanceOfSatisfying(
                        DialogueException.class,
                        e -> assertThat(e.answer().status()).isEqualTo(failed));
        mx.behave().withTls(ServerCertificate.forHost("somebody.example"));
        if (anybody) {
            open(demand, LONG).close();
        } else {
            assertThatThrownBy(() -> open(demand, LONG)).isInstanceOf(DialogueException.HandshakeFailed.class);
        }
        mx.withTls(certificate);
        try (var connection = open(demand, LONG)) {
            assertThat(connection.tls()).hasValueSatisfying(it -> assertThat(it).startsWith("TLSv1.3 TLS_"));
        }
        assertThat(mx.heard()).noneMatch(it -> it.startsWith("MAIL"));
    }

    @ParameterizedTest // nothing is changed to fit: RFC 1870, 6152, 3030, 6531, 8689
    @CsvSource(delimiter = '|', textBlock = """
            SIZE 10              | false | false | false | false | 5.3.4
            SIZE 0               | true  | false | false | false | 5.6.3
            8BITMIME             | true  | true  | false | false | 5.6.3
            8BITMIME             | false | false | true  | false | 5.6.9
            REQUIRETLS           | false | false | false | true  | 5.7.10
            """)
    void whatTheServerCannotTakeIsNotSent(
            String offered, boolean eightBit, boolean binary, boolean utf8, boolean requireTls, String status)
            throws IOException {
        mx.offering(offered);
        try (var connection = open(TlsDemand.NONE, LONG)) {
            var unmet = connection.unmet(with(new Format(eightBit, binary, utf8), requireTls, null));
            assertThat(unmet.orElseThrow().status()).isEqualTo(status);
            assertThat(connection
                            .unmet(mail("x", "b\u00f6b@example.com"))
                            .orElseThrow()
                            .status())
                    .isEqualTo("5.6.7");
            assertThat(connection.unmet(mail("x", "bob@example.com"))).isEmpty();
        }
    }

    @Test // RFC 1870, 6; RFC 3461, 4; RFC 3030, 3; RFC 8689, 4
    void saysWhatTheServerUnderstands() throws IOException {
        mx.withTls(certificate)
                .offering(
                        "SIZE 100000",
                        "8BITMIME",
                        "SMTPUTF8",
                        "DSN",
                        "CHUNKING",
                        "BINARYMIME",
                        "REQUIRETLS",
                        "PIPELINING");
        try (var connection = open(TlsDemand.VERIFIED, LONG)) {
            var mail = with(new Format(true, true, true), true, "a b+c");
            assertThat(connection.unmet(mail)).isEmpty();
            assertThat(connection.sendsNotices()).isTrue();
            assertThat(connection.send(mail)).allMatch(Answer::isSuccess);
        }
        assertThat(mx.only().mail())
                .isEqualTo(
                        "MAIL FROM:<ann@example.org> SIZE=28 BODY=BINARYMIME SMTPUTF8 REQUIRETLS RET=FULL ENVID=a+20b+2Bc");
        assertThat(mx.only().recipients())
                .containsExactly("RCPT TO:<bob@example.com> NOTIFY=DELAY,FAILURE ORCPT=rfc822;b+2Bb+3Dc@example.net");
        assertThat(mx.heard()).contains("BDAT 28 LAST");
        assertThat(mx.only().text()).isEqualTo(TEXT);
        mx.offering("PIPELINING");
        assertThat(send(with(PLAIN, false, "x"))).allMatch(Answer::isSuccess);
        assertThat(mx.taken().getLast().mail()).isEqualTo("MAIL FROM:<ann@example.org>");
        assertThat(mx.taken().getLast().recipients()).containsExactly("RCPT TO:<bob@example.com>");
    }

    @Test // RFC 9422, 4
    void oneConnectionServesManyMessagesUpToItsLimits() throws IOException {
        mx.offering("LIMITS MAILMAX=2 RCPTMAX=7");
        try (var connection = open(TlsDemand.NONE, LONG)) {
            assertThat(connection.mostRecipients(100)).isEqualTo(7);
            connection.send(mail(TEXT, "bob@example.com"));
            assertThat(connection.reset()).isTrue();
            assertThat(connection.isQuiet()).isTrue();
            connection.send(mail(TEXT, "bob@example.com"));
            assertThat(connection.reset()).isFalse();
        }
        assertThat(mx.taken()).hasSize(2);
        assertThat(mx.connections()).isEqualTo(1);
    }

    @Test
    void contentThatCannotBeReadEndsTheConnectionAndNoMessage() throws IOException {
        var broken = new OutgoingMail(
                "", 5, PLAIN, false, null, null, List.of(new Recipient("bob@example.com", Set.of(), null)), () -> {
                    throw new IOException("gone");
                });
        try (var connection = open(TlsDemand.NONE, LONG)) {
            assertThatThrownBy(() -> connection.send(broken)).isInstanceOf(ContentException.class);
            assertThat(connection.reset()).isFalse();
        }
        assertThat(mx.taken()).isEmpty();
    }

    @Test // RFC 4954, 4; RFC 8314, 3
    void logsInOverTlsOnly() throws IOException {
        var login = new Login("us", "secret");
        var address = new InetSocketAddress("127.0.0.1", mx.port());
        var server = new Server("mx.example.com", address, null, TlsDemand.OPPORTUNISTIC, login);
        mx.offering("AUTH PLAIN LOGIN");
        assertThatThrownBy(() -> SmtpConnection.open(client(LONG), server)).isInstanceOf(DialogueException.class);
        assertThat(mx.heard()).noneMatch(it -> it.startsWith("AUTH"));
        mx.withTls(certificate);
        SmtpConnection.open(client(LONG), server).close();
        assertThat(mx.heard()).contains("AUTH PLAIN AHVzAHNlY3JldA==");
        mx.at(FakeStep.AUTH, lines("535 5.7.8 no"));
        assertThatThrownBy(() -> SmtpConnection.open(client(LONG), server))
                .isInstanceOfSatisfying(
                        DialogueException.class,
                        e -> assertThat(e.answer().status()).isEqualTo("4.7.8"));
    }
}
