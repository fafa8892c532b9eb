package org.valija.suite.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.valija.suite.Port;
import org.valija.testkit.Eventually;
import org.valija.testkit.TestSmtp;
import org.valija.testkit.Transcript;

/** While the store is away, all protocols say "later"; when it is back, all go on, with the sessions they had. */
class StoreAwayIT {

    /** A pool waits for PostgreSQL before it gives up. */
    private static final Duration SLOW = Duration.ofSeconds(30);

    private final Deployment deployment = Deployment.shared();
    private final User user = deployment.newUser();
    /** Whom nobody has asked for yet: who was found is remembered for a moment. */
    private final User other = deployment.newUser();

    @AfterEach
    void bringBack() {
        deployment.start(Deployment.Store.POSTGRESQL);
        deployment.start(Deployment.Store.MAILBOX_SERVICE);
    }

    @ParameterizedTest
    @EnumSource
    void clientsHearLaterAndGoOnAfterwards(Deployment.Store store) {
        deliver("one");
        try (var imap = TestImap.inbox(deployment.port(Port.IMAPS), user).timeout(SLOW);
                var idle = TestImap.inbox(deployment.port(Port.IMAPS), user)
                        .timeout(SLOW)
                        .idle();
                var pop3 = TestPop3.login(deployment.port(Port.POP3S), user)) {
            pop3.line().timeout(SLOW);
            deployment.kill(store);

            assertThat(imap.command("UID FETCH 1 BODY.PEEK[]").tagged()).startsWith("NO [UNAVAILABLE] ");
            assertThat(imap.command("UID STORE 1 +FLAGS (\\Seen)").tagged()).startsWith("NO [UNAVAILABLE] ");
            assertThat(pop3.command("RETR 1")).startsWith("-ERR [SYS/TEMP] ");
            newClientsHearLater();

            deployment.start(store);
            Eventually.within(SLOW).untilPasses("mail comes in again", () -> deliver("two"));
            assertThat(skipRecent(idle)).isEqualTo("* 2 EXISTS");
            idle.done();
            Arrived.assertSame(Arrived.message("one"), Arrived.withoutTrace(imap.body(1, "[]")));
            imap.ok("UID STORE 1 +FLAGS (\\Seen)");
            Arrived.assertSame(Arrived.message("one"), Arrived.withoutTrace(pop3.retrieve(1)));
            pop3.ok("DELE 1");
        }
        try (var imap = TestImap.inbox(deployment.port(Port.IMAPS), user)) {
            assertThat(imap.uids()).doesNotContain(1L).contains(2L);
        }
    }

    private void newClientsHearLater() {
        Transcript.on(deployment.port(Port.SMTP))
                .timeout(SLOW)
                .with("other", other.address())
                .play("""
                S: 220 <any>
                C: EHLO client.example.org
                S: <lines>
                S: 250 <any>
                C: MAIL FROM:<sender@example.net>
                S: 250 2.1.0 <any>
                C: RCPT TO:<{other}>
                S: 451 4.3.0 <any>
                """);
        Transcript.on(deployment.port(Port.POP3S))
                .withImplicitTls()
                .timeout(SLOW)
                .with("user", user.address())
                .with("password", user.password())
                .play("""
                S: +OK <any>
                C: USER {user}
                S: +OK<any>
                C: PASS {password}
                S: -ERR [SYS/TEMP] <any>
                """);
        Transcript.on(deployment.port(Port.IMAPS))
                .withImplicitTls()
                .timeout(SLOW)
                .with("user", user.address())
                .with("password", user.password())
                .play("""
                S: * OK <any>
                C: a LOGIN {user} {password}
                S: a NO [UNAVAILABLE] <any>
                """);
    }

    private void deliver(String word) {
        TestSmtp.send(deployment.port(Port.SMTP), "sender@example.net", user.address(), Arrived.message(word));
    }

    private static String skipRecent(TestImap imap) {
        String line = imap.readLine();
        return line.endsWith(" RECENT") ? imap.readLine() : line;
    }
}
