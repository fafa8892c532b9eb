package org.valija.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FakeMxTest {

    private final FakeMx mx = new FakeMx();

    @AfterEach
    void close() {
        mx.close();
    }

    @Test
    void keepsWhatItTook() {
        TestSmtp.send(mx.port(), "ann@example.org", "bob@example.com", octets("Subject: x\r\n\r\n.dot\r\n"));
        var taken = mx.only();
        assertThat(taken.mail()).startsWith("MAIL FROM:<ann@example.org>");
        assertThat(taken.recipients()).containsExactly("RCPT TO:<bob@example.com>");
        assertThat(taken.text()).isEqualTo("Subject: x\r\n\r\n.dot\r\n");
        assertThat(taken.acknowledged()).isTrue();
        assertThat(taken.tls()).isEmpty();
    }

    @Test
    void speaksTlsWithTheCertificateGiven() {
        mx.withTls(ServerCertificate.forHost("mx.example.com"));
        try (var smtp = TestSmtp.connect(mx.port()).startTls()) {
            assertThat(smtp.send("", "bob@example.com", octets("x\r\n")).accepted())
                    .isTrue();
        }
        assertThat(mx.only().tls()).contains("TLSv1.3");
    }

    @Test
    void refusesWhomItIsToldTo() {
        mx.at(FakeStep.RCPT, "bad@", FakeAnswer.lines("550 5.1.1 unknown"));
        try (var smtp = TestSmtp.connect(mx.port())) {
            assertThat(smtp.send("", "bad@example.com", octets("x\r\n")).accepted())
                    .isFalse();
            assertThat(smtp.send("", "good@example.com", octets("x\r\n")).accepted())
                    .isTrue();
        }
        assertThat(mx.only().recipients()).containsExactly("RCPT TO:<good@example.com>");
    }

    @Test
    void losesItsAnswerOnce() {
        mx.once(FakeStep.MESSAGE, new FakeAnswer.Close());
        assertThatThrownBy(() -> TestSmtp.send(mx.port(), "", "bob@example.com", octets("x\r\n")))
                .isInstanceOf(UncheckedIOException.class);
        assertThat(mx.only().acknowledged()).isFalse();
        TestSmtp.send(mx.port(), "", "bob@example.com", octets("x\r\n"));
        assertThat(mx.taken()).hasSize(2);
    }

    @Test
    void hangsAndSaysNonsense() {
        mx.at(FakeStep.EHLO, new FakeAnswer.Garbage());
        try (var line = LineClient.connect(mx.port())) {
            line.readLine();
            line.send("EHLO client.example.org");
            assertThat(line.readLine()).isEqualTo("\\x16\\x03\\x01\\x00");
        }
        mx.at(FakeStep.GREETING, new FakeAnswer.Hang());
        try (var line = LineClient.connect(mx.port()).timeout(Duration.ofMillis(50))) {
            assertThatThrownBy(line::readLine).isInstanceOf(UncheckedIOException.class);
        }
        mx.behave().at(FakeStep.GREETING, new FakeAnswer.Flood());
        try (var line = LineClient.connect(mx.port())) {
            for (int i = 0; i < 1_000; i++) {
                assertThat(line.readLine()).startsWith("250-more");
            }
        }
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
