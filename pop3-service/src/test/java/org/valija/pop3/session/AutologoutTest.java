package org.valija.pop3.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.valija.line.Limits;
import org.valija.line.LineServer;
import org.valija.line.Listener;
import org.valija.line.TlsMode;
import org.valija.line.sasl.SaslMechanismName;
import org.valija.line.tls.Tls;
import org.valija.mailbox.api.account.SessionsApi;
import org.valija.mailbox.api.client.LiveSessions;
import org.valija.mailbox.api.client.MailboxClient;
import org.valija.mailbox.api.client.MailboxClientProperties;
import org.valija.mailbox.api.livesession.LiveSessionsApi;
import org.valija.mailbox.api.maildrop.MaildropPoliciesApi;
import org.valija.mailbox.api.maildrop.MaildropsApi;
import org.valija.mailbox.api.message.MessagesApi;
import org.valija.pop3.state.AnnouncedLimits;
import org.valija.pop3.state.Maildrops;
import org.valija.pop3.state.OpenMaildrops;
import org.valija.testkit.Transcript;

/** Silence: RFC 1939, 3. Nobody logs in here, so there is no mailbox service. */
class AutologoutTest {

    private final MailboxClient client = new MailboxClient(new MailboxClientProperties(
            URI.create("http://127.0.0.1:1"), "none", Duration.ofSeconds(1), Duration.ofSeconds(1), 1));
    private final LiveSessions live = new LiveSessions(client.api(LiveSessionsApi.class));
    private final LineServer server = server();

    private LineServer server() {
        var maildrops = new Maildrops(
                client.api(SessionsApi.class),
                client.api(MaildropsApi.class),
                client.api(MessagesApi.class),
                new AnnouncedLimits(client.api(MaildropPoliciesApi.class), InstantSource.system()),
                new OpenMaildrops(),
                InstantSource.system());
        var policy = new Policy(TlsMode.STARTTLS, true, Set.of(SaslMechanismName.LOGIN), Duration.ofMillis(300), 3);
        return new LineServer(
                "pop3",
                Listener.onLoopback(TlsMode.STARTTLS),
                Limits.defaults(),
                Tls.selfSigned("localhost"),
                new Pop3Handler(policy, maildrops, live));
    }

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
        live.close();
        client.close();
    }

    @Test
    void silenceEndsTheSession() {
        Transcript.on(server.port()).play("""
                S: +OK POP3 server ready
                S: -ERR idle for too long
                S: <close>
                """);
    }

    @Test
    void halfALineAndSilenceEndTheSession() {
        Transcript.on(server.port()).play("""
                S: +OK POP3 server ready
                C| USER an
                S: -ERR idle for too long
                S: <close>
                """);
    }

    @Test
    void silenceWithinAnExchangeEndsTheSession() {
        Transcript.on(server.port()).play("""
                S: +OK POP3 server ready
                C: AUTH LOGIN
                S: + VXNlcm5hbWU6
                S: -ERR idle for too long
                S: <close>
                """);
    }

    @Test
    void aStopIsSaid() {
        try (var conversation = Transcript.on(server.port()).open()) {
            conversation.play("S: +OK POP3 server ready\nC: USER ann\nS: +OK send PASS\n");
            server.stop();
            conversation.play("S: -ERR [SYS/TEMP] server is stopping\nS: <close>\n");
        }
    }

    @Test
    void aStoreThatIsNotThereIsSaid() {
        Transcript.on(server.port()).play("""
                S: +OK POP3 server ready
                C: USER ann@example.org
                S: +OK send PASS
                C: PASS secret
                S: -ERR [SYS/TEMP] mail storage is away, try again later
                C: QUIT
                S: +OK bye
                S: <close>
                """);
    }

    @Test // RFC 1939, 3; RFC 2449, 4
    void settingsThatTheRfcForbidsStopTheStart() {
        assertThatIllegalArgumentException().isThrownBy(() -> properties(Duration.ofMinutes(9), 512));
        assertThatIllegalArgumentException().isThrownBy(() -> properties(Duration.ofMinutes(10), 252));
        assertThat(properties(Duration.ofMinutes(10), 253).autologout()).isEqualTo(Duration.ofMinutes(10));
    }

    private static Pop3Properties properties(Duration autologout, int line) {
        var second = Duration.ofSeconds(1);
        return new Pop3Properties(
                "localhost", null, Map.of(), new Limits(1, 1, 1000, 1, line, 1, second, second), Set.of(), autologout);
    }
}
