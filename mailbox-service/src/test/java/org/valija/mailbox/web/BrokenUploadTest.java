package org.valija.mailbox.web;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.valija.mailbox.testing.MailboxServer;
import org.valija.mailbox.testing.StallingClient;
import org.valija.mailbox.testing.TestUser;
import org.valija.testkit.Eventually;

/** Who breaks off amid a message leaves nothing behind: no chunks, and no stack trace in the log. */
class BrokenUploadTest {

    /** More than one chunk. */
    private static final String PART = "x".repeat(600_000);

    private static final int ANNOUNCED = 5_000_000;

    private final List<ILoggingEvent> lines = new CopyOnWriteArrayList<>();
    private final AppenderBase<ILoggingEvent> log = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent line) {
            lines.add(line);
        }
    };
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private MailboxServer server;
    private TestUser ann;

    @BeforeEach
    void listen() {
        server = MailboxServer.shared();
        ann = TestUser.create(server, "ann@broken" + System.nanoTime() + ".example", 0);
        log.start();
        root.addAppender(log);
    }

    @AfterEach
    void listenNoMore() {
        root.detachAppender(log);
    }

    @Test
    void anAppendThatBreaksOff() throws Exception {
        breakOff(
                "/v1/accounts/" + ann.account() + "/messages?mailbox=INBOX",
                ann.token().value());
        assertThat(ann.status("INBOX").messages()).isZero();
    }

    @Test
    void aDeliveryThatBreaksOff() throws Exception {
        breakOff("/v1/deliveries?from=&to=" + "nobody@elsewhere.example", MailboxServer.ADMIN_KEY);
    }

    private void breakOff(String path, String bearer) throws Exception {
        long before = uploads();
        try (var client = StallingClient.upload(server, bearer, path, "message/rfc822", PART, ANNOUNCED)) {
            Eventually.eventually("its first chunk is written", () -> uploads() > before);
        }
        Eventually.eventually("nothing is left of it", () -> uploads() == before);
        Eventually.eventually(
                "one line tells of it",
                () -> lines.stream().anyMatch(line -> line.getFormattedMessage().contains("broke off")));
        assertThat(lines)
                .noneMatch(line -> line.getLevel().isGreaterOrEqual(Level.ERROR))
                .noneMatch(line -> line.getThrowableProxy() != null);
    }

    private long uploads() throws Exception {
        try (var connection = server.database().connect();
                var row = connection.createStatement().executeQuery("select count(*) from upload")) {
            row.next();
            return row.getLong(1);
        }
    }
}
