package org.valija.suite.e2e;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.valija.suite.Port;
import org.valija.testkit.Corpus;
import org.valija.testkit.RealClient;
import org.valija.testkit.Sample;

/** swaks and msmtp send: to the MX port as servers do, and to the submission ports as users do. */
class SendingClientsTest {

    private static final Sample DOTS = Corpus.named("dot-lines");

    /** swaks takes a dot alone on the last line for the end of the message, and ends the last line itself. */
    private static final Sample DOT = Corpus.named("line-998-dot");

    private final Valija valija = Valija.shared();
    private final User user = valija.newUser();

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "SMTP, ESMTP, ''",
        "SMTP, ESMTPS, -tls",
        "SMTP, ESMTP, -pipeline",
        "SUBMISSION, ESMTPSA, -tls --auth PLAIN",
        "SUBMISSION, ESMTPSA, -tls --auth LOGIN",
        "SUBMISSIONS, ESMTPSA, --tls-on-connect --auth PLAIN"
    })
    void swaks(Port port, String protocol, String options) throws IOException {
        Files.writeString(
                folder.resolve("message"),
                new String(Arrived.from(user.address(), DOT).bytes(), US_ASCII).stripTrailing(),
                US_ASCII);
        var arguments = new ArrayList<>(List.of("-s", "127.0.0.1", "-p", valija.portText(port)));
        arguments.addAll(List.of("-f", user.address(), "-t", user.address(), "-d", "@message", "--no-strip-from"));
        if (!options.isEmpty()) {
            arguments.addAll(List.of(options.split(" ")));
        }
        if (options.contains("--auth")) {
            arguments.addAll(List.of("-au", user.address(), "-ap", user.password()));
        }
        var result = RealClient.find("swaks").in(folder).run(arguments.toArray(String[]::new));
        assertThat(result.succeeded().out()).contains("  250 2.0.0 ");
        arrived(Arrived.from(user.address(), DOT), protocol);
    }

    @Test // RFC 5321, 3.6.2 and RFC 4954, 4
    void swaksHearsWhyItIsRefused() {
        var swaks = RealClient.find("swaks").in(folder);
        var mx = swaks.run(
                "-s",
                "127.0.0.1",
                "-p",
                valija.portText(Port.SMTP),
                "-f",
                "a@example.net",
                "-t",
                "nobody@elsewhere.example.com");
        assertThat(mx.exit()).isEqualTo(24);
        assertThat(mx.out()).contains("550 5.7.1");
        var unknown = swaks.run(
                "-s",
                "127.0.0.1",
                "-p",
                valija.portText(Port.SMTP),
                "-f",
                "a@example.net",
                "-t",
                "nobody@" + user.address().replaceFirst(".*@", ""));
        assertThat(unknown.exit()).isEqualTo(24);
        assertThat(unknown.out()).contains("550 5.1.1");
        var wrong = swaks.run(
                "-s",
                "127.0.0.1",
                "-p",
                valija.portText(Port.SUBMISSIONS),
                "--tls-on-connect",
                "-f",
                user.address(),
                "-t",
                user.address(),
                "--auth",
                "PLAIN",
                "-au",
                user.address(),
                "-ap",
                "wrong");
        assertThat(wrong.exit()).isEqualTo(28);
        assertThat(wrong.out()).contains("535 5.7.8");
    }

    @ParameterizedTest
    @CsvSource({"SUBMISSION, on", "SUBMISSIONS, off"})
    void msmtp(Port port, String startTls) throws IOException {
        var result = RealClient.find("msmtp")
                .in(folder)
                .with("HOME", folder.toString())
                .run(
                        Arrived.from(user.address(), DOTS).bytes(),
                        "--host=localhost",
                        "--port=" + valija.port(port),
                        "--tls=on",
                        "--tls-starttls=" + startTls,
                        "--tls-trust-file=" + valija.certificate(),
                        "--auth=on",
                        "--user=" + user.address(),
                        "--passwordeval=echo " + user.password(),
                        "--from=" + user.address(),
                        user.address());
        result.succeeded();
        arrived(Arrived.from(user.address(), DOTS), "ESMTPSA");
    }

    private void arrived(Sample sample, String protocol) {
        try (var imap = valija.inbox(user)) {
            assertThat(imap.bodies().values()).singleElement().satisfies(octets -> {
                Arrived.assertIs(sample, octets);
                assertThat(new String(octets, 0, Arrived.traceLength(octets), US_ASCII))
                        .contains("with " + protocol + " id ");
            });
        }
    }
}
