package org.valija.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.valija.suite.demo.DemoAccount;
import org.valija.suite.e2e.SuiteServer;
import org.valija.suite.postgres.FolderRemoval;
import org.valija.testkit.LineClient;
import org.valija.testkit.ServiceProcess;
import org.valija.testkit.TestSmtp;

/** The suite as a process that is killed in the middle of its work. */
class KilledSuiteTest {

    private static final int BEFORE = 50;

    private final Path data = Path.of("target", "suite", "killed");
    private final Ports ports = Ports.free();

    @Test
    void acknowledgedMailSurvivesKillAndIsThereOnce() throws IOException {
        FolderRemoval.remove(data);
        try (var suite = ServiceProcess.main("killed-suite", Main.class, "-Xmx512m")
                .startup(Duration.ofMinutes(10))
                .with("--data=" + data, "--binaries=" + SuiteServer.BINARIES)
                .with(portOptions())
                .startUntilItSays("Stop with Ctrl-C")) {
            var ann = new DemoAccount("ann@demo.example", suite.said("ann@demo\\.example  password  (\\S+)"));
            var acknowledged = sendUntilKilled(suite);
            assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(BEFORE);

            // PostgreSQL was not killed along: it is found, and stopped
            suite.start();
            assertThat(suite.output()).contains("ok       IMAP").doesNotContain("FAILED");
            var kept = subjects(ann);
            assertThat(kept).doesNotHaveDuplicates().containsAll(acknowledged);
        }
    }

    private String[] portOptions() {
        return ports.numbers().entrySet().stream()
                .map(port -> "--" + port.getKey().option() + "=" + port.getValue())
                .toArray(String[]::new);
    }

    /** The subjects that were answered 250. */
    private List<String> sendUntilKilled(ServiceProcess suite) {
        var acknowledged = new ArrayList<String>();
        var killer = new Thread(suite::kill);
        try (var smtp = TestSmtp.connect(ports.of(Port.SMTP))) {
            for (int i = 1; ; i++) {
                var message = "Subject: message " + i + "\r\n\r\ntext\r\n";
                var answers = smtp.send(
                        "carol@elsewhere.example", "ann@demo.example", message.getBytes(StandardCharsets.US_ASCII));
                if (!answers.accepted()) {
                    return acknowledged;
                }
                acknowledged.add("message " + i);
                if (i == BEFORE) {
                    killer.start();
                }
            }
        } catch (UncheckedIOException connectionLost) {
            return acknowledged;
        }
    }

    /** What ann's INBOX holds, but for the welcome. */
    private List<String> subjects(DemoAccount ann) {
        var subjects = new ArrayList<String>();
        try (var imap = LineClient.connect(ports.of(Port.IMAP))) {
            imap.readLine();
            imap.send("a LOGIN " + ann.address() + " " + ann.password());
            imap.send("b EXAMINE INBOX");
            imap.send("c FETCH 1:* BODY.PEEK[HEADER.FIELDS (SUBJECT)]");
            for (var line = imap.readLine(); !line.startsWith("c "); line = imap.readLine()) {
                if (line.startsWith("Subject: message")) {
                    subjects.add(line.substring("Subject: ".length()));
                }
            }
        }
        return subjects;
    }
}
