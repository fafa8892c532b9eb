package org.valija.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.valija.suite.e2e.SuiteServer;
import org.valija.suite.postgres.FolderRemoval;
import org.valija.testkit.TestSmtp;
import org.valija.testkit.Transcript;

/** Starting, stopping, and what is kept in between. */
class SuiteTest {

    private final ByteArrayOutputStream told = new ByteArrayOutputStream();
    private final Story story = new Story(new PrintStream(told, true, StandardCharsets.UTF_8));
    private Options options;

    @BeforeEach
    void newData(TestInfo test) throws IOException {
        // With a space, as a clone's path may have one
        var data = Path.of("target", "suite", test.getTestMethod().orElseThrow().getName() + " data");
        FolderRemoval.remove(data);
        options = Options.usual(data).with(Ports.free()).withBinaries(SuiteServer.BINARIES);
    }

    @Test
    void secondStartFindsMailAccountsAndCertificate() throws IOException {
        byte[] certificate;
        try (var first = Suite.start(options, story)) {
            first.check(story);
            TestSmtp.send(
                    options.ports().of(Port.SMTP),
                    "carol@elsewhere.example",
                    first.accounts().ann().address(),
                    "Subject: kept\r\n\r\nstill here\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(first.firstStart()).isTrue();
            certificate = Files.readAllBytes(first.certificate());
        }
        try (var second = Suite.start(options, story)) {
            second.check(story);
            assertThat(second.firstStart()).isFalse();
            assertThat(Files.readAllBytes(second.certificate())).isEqualTo(certificate);
            // The welcome of the first start and what was sent then; the second start left nothing
            Transcript.on(options.ports().of(Port.POP3))
                    .with("ann", second.accounts().ann().address())
                    .with("password", second.accounts().ann().password())
                    .play("""
                            S: +OK <any>
                            C: USER {ann}
                            S: +OK<any>
                            C: PASS {password}
                            S: +OK<any>
                            C: STAT
                            S: +OK 2 <n>
                            C: TOP 2 1
                            S: +OK<any>
                            S: Return-Path: <carol@elsewhere.example>
                            S: Received: <any>
                            S: <lines>
                            S: .
                            C: QUIT
                            S: +OK<any>
                            """);
        }
    }

    @Test
    void secretsAreOnlyForTheirOwner() throws IOException {
        var suite = SuiteServer.shared().suite();
        var data = suite.options().data();
        for (var file : List.of(suite.credentialsFile(), suite.accountsFile(), data.resolve("tls/valija.p12"))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .as("%s", file)
                    .isEqualTo("rw-------");
        }
        for (var folder : List.of(data, data.resolve("postgresql"))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                    .as("%s", folder)
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void dataFolderBelongsToOneSuite() {
        var taken = SuiteServer.shared().suite().options();
        assertThatThrownBy(() -> Suite.start(taken.with(Ports.free()), story))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("in use by another suite");
    }

    @Test
    void takenPortIsNamedWithItsOption() throws IOException {
        try (var _ = new ServerSocket(options.ports().of(Port.IMAP), 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> Suite.start(options, story))
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining("port " + options.ports().of(Port.IMAP))
                    .hasMessageContaining("--imap-port");
        }
    }

    @Test
    void dataOfAnotherMajorVersionIsRefusedAndLeftAlone() throws IOException {
        var data = Files.createDirectories(options.data().resolve("postgresql"));
        Files.writeString(data.resolve("PG_VERSION"), "17\n");
        assertThatThrownBy(() -> Suite.start(options, story))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("was written by PostgreSQL 17");
        assertThat(data).isDirectoryContaining("glob:**PG_VERSION");
    }

    @Test
    void folderThatHoldsSomethingElseIsRefused() throws IOException {
        var data = Files.createDirectories(options.data().resolve("postgresql"));
        Files.writeString(data.resolve("letter.txt"), "dear");
        assertThatThrownBy(() -> Suite.start(options, story))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("no data folder of PostgreSQL");
        assertThat(data.resolve("letter.txt")).hasContent("dear");
    }

    @Test
    void serviceThatDoesNotStartIsNamedAndLeavesTheDataFolderFree() {
        var wrong = Options.read(options, "--imap.limits.errors=0");
        assertThatThrownBy(() -> Suite.start(wrong, story))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("imap-service does not start")
                .hasMessageContaining("errors must be at least 1");
        try (var suite = Suite.start(options, story)) {
            suite.check(story);
        }
    }
}
