package org.valija.imap;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.valija.mailbox.api.account.WireLogOrder;
import org.valija.mailbox.api.account.WireLogsApi;
import org.valija.testkit.Eventually;

/** The wire log of one account. */
class WireLogTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger("org.valija.line.wire.imap");
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getFormattedMessage());
        }
    };
    private final ImapUser user = ImapUser.fresh().having("Subject: hidden\n\nnobody's business\n");
    private final WireLogsApi wireLogs = LiveImap.SHARED.mailboxes().client().api(WireLogsApi.class);

    @BeforeEach
    void listen() {
        appender.start();
        logger.addAppender(appender);
    }

    @AfterEach
    void forget() {
        logger.detachAppender(appender);
    }

    @Test
    void isSwitchedOnAndOffInOpenSessions() {
        try (var conversation = user.open()) {
            conversation.play("""
                    S: * OK <any>
                    C: a LOGIN {user} opensesame
                    S: a OK <any>
                    C: b NOOP
                    S: b OK <any>
                    """);
            assertThat(lines).noneMatch(line -> line.contains("NOOP"));

            wireLogs.set(user.account(), new WireLogOrder(5));
            Eventually.eventuallyPasses("the wire log follows", () -> {
                conversation.play("""
                        C: c CAPABILITY
                        S: <lines>
                        S: c OK <any>
                        """);
                assertThat(lines).contains("C: c CAPABILITY");
            });
            conversation.play("""
                    C: d SELECT INBOX
                    S: <lines>
                    S: d OK <any>
                    C: e FETCH 1 BODY[]
                    S: <lines>
                    S: e OK <any>
                    C: f APPEND INBOX {14+}
                    C: secret: sesame
                    S: <lines>
                    S: f OK <any>
                    """);
            assertThat(lines)
                    .contains("C: e FETCH 1 BODY[]", "S: e OK FETCH completed", "C: <14 octets>")
                    .noneMatch(line -> line.contains("business") || line.contains("sesame"));

            wireLogs.delete(user.account());
            Eventually.eventuallyPasses("the wire log follows", () -> {
                lines.clear();
                conversation.play("""
                        C: g NOOP
                        S: <lines>
                        S: g OK <any>
                        """);
                assertThat(lines).isEmpty();
            });
        }
    }

    @Test
    void otherAccountsAndPasswordsAreNotInIt() {
        wireLogs.set(user.account(), new WireLogOrder(5));
        ImapUser.fresh().playLoggedIn("""
                C: b NOOP
                S: b OK <any>
                """);
        assertThat(lines).isEmpty();

        user.playLoggedIn("""
                C: b LOGIN {user} opensesame
                S: b BAD <any>
                """);
        assertThat(lines).contains("C: b LOGIN <secret>").noneMatch(line -> line.contains("opensesame"));
    }
}
