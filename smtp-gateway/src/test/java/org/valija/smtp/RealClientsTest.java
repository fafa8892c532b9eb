package org.valija.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.valija.testkit.RealClient;

/** Programs that people use to send mail. */
class RealClientsTest {

    @Test
    void swaksDeliversToTheMxWithStartTls() {
        var ann = Inbox.create("swaks-mx@clients.example");
        RealClient.find("swaks")
                .run(
                        "--server",
                        "127.0.0.1:" + Gateway.shared().port("mx"),
                        "--tls",
                        "--pipeline",
                        "--from",
                        "bob@elsewhere.example",
                        "--to",
                        ann.address(),
                        "--header",
                        "Subject: by swaks")
                .succeeded();
        assertThat(ann.message()).contains("with ESMTPS id ").contains("\r\nSubject: by swaks\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PLAIN", "LOGIN"})
    void swaksSubmits(String mechanism) {
        var ann = Inbox.create("swaks-%s@clients.example".formatted(mechanism));
        RealClient.find("swaks")
                .run(
                        "--server",
                        "127.0.0.1:" + Gateway.shared().port("submission"),
                        "--tls",
                        "--auth",
                        mechanism,
                        "--auth-user",
                        ann.address(),
                        "--auth-password",
                        Inbox.PASSWORD,
                        "--from",
                        ann.address(),
                        "--to",
                        ann.address())
                .succeeded();
        assertThat(ann.message()).contains("with ESMTPSA id ");
    }

    @Test
    void swaksIsToldThatRelayingIsDenied() {
        var result = RealClient.find("swaks")
                .run(
                        "--server", "127.0.0.1:" + Gateway.shared().port("mx"),
                        "--from", "bob@elsewhere.example",
                        "--to", "eve@elsewhere.example");
        assertThat(result.exit()).isNotZero();
        assertThat(result.out()).contains("550 5.7.1 Relaying denied");
    }

    @Test
    void curlSubmitsWithImplicitTls(@TempDir Path folder) throws Exception {
        var ann = Inbox.create("curl@clients.example");
        var message = "From: <curl@clients.example>\r\nSubject: by curl\r\n\r\n.dot\r\n..\r\nbody\r\n";
        var file = Files.writeString(folder.resolve("message.eml"), message, StandardCharsets.US_ASCII);
        RealClient.find("curl")
                .run(
                        "--silent",
                        "--show-error",
                        "--insecure",
                        "--url",
                        "smtps://127.0.0.1:" + Gateway.shared().port("submissions") + "/client.example.org",
                        "--user",
                        ann.address() + ":" + Inbox.PASSWORD,
                        "--mail-from",
                        ann.address(),
                        "--mail-rcpt",
                        ann.address(),
                        "--upload-file",
                        file.toString())
                .succeeded();
        assertThat(ann.message()).endsWith(message).contains("Message-ID: <");
    }
}
