package org.valija.suite.e2e;

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

/** curl speaks all three protocols, with TLS from the first octet and after an upgrade. */
class CurlTest {

    private final Valija valija = Valija.shared();
    private final User user = valija.newUser();

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"smtp, SMTP, false", "smtp, SUBMISSION, true", "smtps, SUBMISSIONS, true"})
    void sends(String scheme, Port port, boolean login) throws IOException {
        var sample = Arrived.from(user.address(), Corpus.named("mixed-attachments"));
        Files.write(folder.resolve("message"), sample.bytes());
        var arguments =
                new ArrayList<>(List.of("--mail-from", user.address(), "--mail-rcpt", user.address(), "-T", "message"));
        if (login) {
            arguments.addAll(List.of("-u", user.address() + ":" + user.password()));
        }
        curl(scheme, port, "client.example.org", arguments);
        try (var imap = valija.inbox(user)) {
            assertThat(imap.bodies().values()).singleElement().satisfies(octets -> Arrived.assertIs(sample, octets));
        }
    }

    @ParameterizedTest
    @CsvSource({"imap, IMAP", "imaps, IMAPS"})
    void fetchesByImap(String scheme, Port port) throws IOException {
        var sample = Corpus.named("dot-lines");
        valija.deliver(user, sample.bytes());
        curl(scheme, port, "INBOX;MAILINDEX=1", login("-o", "message"));
        Arrived.assertIs(sample, Files.readAllBytes(folder.resolve("message")));
        curl(scheme, port, "INBOX;UID=1;SECTION=TEXT", login("-o", "text"));
        try (var imap = valija.inbox(user)) {
            assertThat(imap.body(1, "[TEXT]")).isEqualTo(Files.readAllBytes(folder.resolve("text")));
        }
        assertThat(curl(scheme, port, "", login())).contains("INBOX");
        assertThat(curl(scheme, port, "INBOX", login("-X", "EXAMINE INBOX"))).contains("1 EXISTS");
        assertThat(curl(scheme, port, "INBOX?ALL", login())).contains("* SEARCH 1");
    }

    @Test
    void appendsByImap() throws IOException {
        byte[] message = Corpus.named("utf8-8bit").bytes();
        Files.write(folder.resolve("message"), message);
        curl("imaps", Port.IMAPS, "INBOX", login("-T", "message"));
        try (var imap = valija.inbox(user)) {
            assertThat(imap.bodies().values()).containsExactly(message);
        }
    }

    @ParameterizedTest
    @CsvSource({"pop3, POP3", "pop3s, POP3S"})
    void fetchesByPop3(String scheme, Port port) throws IOException {
        var sample = Corpus.named("dot-lines");
        valija.deliver(user, sample.bytes());
        curl(scheme, port, "1", login("-o", "message"));
        byte[] message = Files.readAllBytes(folder.resolve("message"));
        Arrived.assertIs(sample, message);
        assertThat(curl(scheme, port, "", login())).isEqualToNormalizingNewlines("1 " + message.length + "\n");
        assertThat(curl(scheme, port, "", login("-X", "UIDL"))).startsWith("1 ");
        curl(scheme, port, "1", login("-X", "DELE", "-l"));
        try (var pop3 = valija.pop3(user)) {
            assertThat(pop3.ok("STAT")).isEqualTo("+OK 0 0");
        }
    }

    private List<String> login(String... arguments) {
        var all = new ArrayList<>(List.of("-u", user.address() + ":" + user.password()));
        all.addAll(List.of(arguments));
        return all;
    }

    private String curl(String scheme, Port port, String path, List<String> arguments) {
        var all = new ArrayList<>(List.of("-s", "-S", "--ssl-reqd", "--cacert", valija.certificate()));
        all.addAll(arguments);
        all.add(scheme + "://localhost:" + valija.port(port) + "/" + path);
        var result = RealClient.find("curl").in(folder).run(all.toArray(String[]::new));
        return result.succeeded().out();
    }
}
