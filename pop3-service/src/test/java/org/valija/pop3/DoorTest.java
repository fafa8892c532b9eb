package org.valija.pop3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.valija.mailbox.api.livesession.LiveSessionsApi;
import org.valija.testkit.Eventually;
import org.valija.testkit.LineClient;
import org.valija.testkit.Transcript;

/** What stands between client and session: proxies, certificates, and how many may come in. */
class DoorTest {

    private final LivePop3 pop3 = LivePop3.shared();

    @Test // a client is who the proxy says, for limits and for who guards passwords
    void theClientOfAProxyIsSeenAsItself() throws SQLException {
        var owner = pop3.owner();
        try (var replica = pop3.startReplica(
                "pop3.listeners.pop3.listen.trusted-proxies=127.0.0.1/32", "pop3.limits.connections-per-address=1")) {
            int port = LivePop3.port(replica, "pop3");
            try (var first = proxied(port, "192.0.2.7");
                    var second = proxied(port, "192.0.2.8")) {
                assertThat(first.readLine()).isEqualTo("+OK POP3 server ready");
                assertThat(second.readLine()).isEqualTo("+OK POP3 server ready");
                try (var third = proxied(port, "192.0.2.7")) {
                    assertThat(third.readLine()).isEqualTo("-ERR [SYS/TEMP] too many connections, try again later");
                }
                // It comes from far away, so it needs TLS, although the proxy is on this machine
                first.send("USER " + owner.address());
                assertThat(first.readLine()).isEqualTo("-ERR passwords are taken over TLS only");
                first.send("STLS");
                assertThat(first.readLine()).isEqualTo("+OK begin TLS negotiation");
                first.startTls();
                first.send("USER " + owner.address() + "\r\nPASS a wrong guess");
                assertThat(first.readLine()).isEqualTo("+OK send PASS");
                assertThat(first.readLine()).startsWith("-ERR [AUTH]");
            }
            try (var direct = LineClient.connect(port)) {
                direct.send("CAPA");
                assertThat(direct.closesNow()).isTrue();
            }
        }
        assertThat(failedLogins(owner)).contains("192.0.2.7");
    }

    private static LineClient proxied(int port, String address) {
        var client = LineClient.connect(port);
        client.send("PROXY TCP4 " + address + " 198.51.100.2 56324 110");
        return client;
    }

    /** The addresses that the event log tells. */
    private String failedLogins(LivePop3.Owner owner) throws SQLException {
        try (var connection = pop3.mailbox().database().connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery("select string_agg(data ->> 'clientAddress', ' ') from event"
                        + " where type like '%login.failed' and account_id = " + owner.account())) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }

    @Test // without a restart, and without disturbing who is connected
    void aNewCertificateIsShownToTheNextClient(@TempDir Path folder) throws Exception {
        var keys = folder.resolve("keys.p12");
        var next = folder.resolve("next.p12");
        makeKeys(keys, "old.example.org");
        makeKeys(next, "new.example.org");
        try (var replica = pop3.startReplica(
                "pop3.tls-bundle=mail",
                "spring.ssl.bundle.jks.mail.keystore.location=file:" + keys,
                "spring.ssl.bundle.jks.mail.keystore.password=changeit",
                "spring.ssl.bundle.jks.mail.reload-on-update=true",
                "spring.ssl.bundle.watch.file.quiet-period=100ms")) {
            try (var before =
                    LineClient.connect(LivePop3.port(replica, "pop3s")).startTls()) {
                assertThat(certificate(before)).isEqualTo("CN=old.example.org");
                assertThat(before.readLine()).isEqualTo("+OK POP3 server ready");
                Files.move(next, keys, StandardCopyOption.ATOMIC_MOVE);
                Eventually.eventually(
                        "the new one is shown", () -> shown(replica).equals("CN=new.example.org"));
                before.send("NOOP");
                assertThat(before.readLine()).isEqualTo("-ERR log in first");
            }
        }
    }

    private static void makeKeys(Path file, String host) throws IOException, InterruptedException {
        var keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "mail",
                        "-dname",
                        "CN=" + host,
                        "-storepass",
                        "changeit",
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        var said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor(1, TimeUnit.MINUTES) ? keytool.exitValue() : -1)
                .as(said)
                .isZero();
    }

    private static String shown(ConfigurableApplicationContext replica) {
        try (var client = LineClient.connect(LivePop3.port(replica, "pop3s")).startTls()) {
            return certificate(client);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String certificate(LineClient client) throws IOException {
        var shown = ((SSLSocket) client.socket()).getSession().getPeerCertificates()[0];
        return ((X509Certificate) shown).getSubjectX500Principal().getName();
    }

    @Test
    void twoReplicasShareTheLease() {
        var owner = pop3.owner("Subject: a\n\nb");
        try (var replica = pop3.startReplica();
                var conversation = pop3.transcript(owner).open()) {
            conversation.play("""
                    S: +OK <any>
                    C: USER {user}
                    S: +OK <any>
                    C: PASS {pass}
                    S: +OK <any>
                    """);
            var elsewhere = Transcript.on(LivePop3.port(replica, "pop3"))
                    .with("user", owner.address())
                    .with("pass", LivePop3.PASSWORD);
            elsewhere.play("""
                    S: +OK <any>
                    C: USER {user}
                    S: +OK <any>
                    C: PASS {pass}
                    S: -ERR [IN-USE] maildrop is open in another session
                    """);
            conversation.play("C: DELE 1\nS: +OK <any>\nC: QUIT\nS: +OK bye\nS: <close>\n");
            elsewhere.play("""
                    S: +OK <any>
                    C: USER {user}
                    S: +OK <any>
                    C: PASS {pass}
                    S: +OK maildrop has 0 messages (0 octets)
                    C: QUIT
                    S: +OK bye
                    """);
        }
    }

    @Test
    void anAdministratorSeesAndEndsASession() {
        var owner = pop3.owner("Subject: a\n\nb");
        var admin = pop3.mailbox().client().api(LiveSessionsApi.class);
        try (var conversation = pop3.transcript(owner).open()) {
            conversation.play("""
                    S: +OK <any>
                    C: USER {user}
                    S: +OK <any>
                    C: PASS {pass}
                    S: +OK <any>
                    C: DELE 1
                    S: +OK <any>
                    """);
            var shown = Eventually.within(Duration.ofSeconds(30))
                    .get(
                            "the session is shown",
                            () -> admin.list(owner.account(), null, "pop3", null, null)
                                    .items(),
                            sessions -> sessions.size() == 1);
            assertThat(shown.getFirst().clientAddress()).isEqualTo("127.0.0.1");
            admin.disconnect(shown.getFirst().id());
            conversation.play("""
                    S: -ERR [SYS/TEMP] disconnected by an administrator
                    S: <close>
                    """);
        }
        Eventually.eventually(
                "the session is gone",
                () -> admin.list(owner.account(), null, null, null, null)
                        .items()
                        .isEmpty());
        pop3.transcript(owner).play("""
                S: +OK <any>
                C: USER {user}
                S: +OK <any>
                C: PASS {pass}
                S: +OK maildrop has 1 messages (17 octets)
                C: QUIT
                S: +OK bye
                """);
    }
}
