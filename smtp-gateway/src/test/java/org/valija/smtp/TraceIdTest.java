package org.valija.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.valija.mailbox.testing.FeedReader;
import org.valija.mailbox.testing.MailboxServer;
import org.valija.testkit.Eventually;

/** One id names a delivery everywhere: in the log of each service, in the event, and in PostgreSQL. */
class TraceIdTest {

    private static final String WAITING = """
            select application_name from pg_stat_activity
            where wait_event_type = 'Lock' and datname = current_database()""";

    private final List<ILoggingEvent> lines = new CopyOnWriteArrayList<>();
    private final AppenderBase<ILoggingEvent> log = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent line) {
            // Takes the MDC of its thread along
            line.prepareForDeferredProcessing();
            lines.add(line);
        }
    };
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Logger deliveries = (Logger) LoggerFactory.getLogger("org.valija.mailbox.delivery");

    @BeforeEach
    void listen() {
        // A service that starts sets the logging up anew
        Gateway.shared();
        log.start();
        root.addAppender(log);
        deliveries.setLevel(Level.DEBUG);
    }

    @AfterEach
    void listenNoMore() {
        root.detachAppender(log);
        deliveries.setLevel(null);
    }

    @Test
    void oneDeliveryHasOneTraceIdFromTheGatewayToSql() throws Exception {
        var ann = Inbox.create("ann@trace.example");
        var server = Gateway.mailboxes();
        try (var feed = new FeedReader(server.url(), MailboxServer.ADMIN_KEY, "?domain=trace.example", null);
                var other = server.database().connect();
                var watching = server.database().connect()) {
            // Holds the delivery up within its transaction, so that it can be looked at
            other.setAutoCommit(false);
            other.createStatement().execute("select from account where address = '" + ann.address() + "' for update");
            var sent = CompletableFuture.runAsync(
                    () -> Gateway.shared().mx().with("to", ann.address()).play("""
                            S: 220 <any>
                            C: HELO client.example.org
                            S: 250 <any>
                            C: MAIL FROM:<bob@elsewhere.example>
                            S: 250 <any>
                            C: RCPT TO:<{to}>
                            S: 250 <any>
                            C: DATA
                            S: 354 <any>
                            C: Subject: traced
                            C:
                            C: .
                            S: 250 2.0.0 Stored as <any>
                            C: QUIT
                            S: 221 <any>
                            """));
            Eventually.eventually("the delivery waits", () -> waiting(watching).startsWith("mailbox-service "));
            var trace = waiting(watching).substring("mailbox-service ".length());
            other.rollback();
            sent.join();

            assertThat(trace).matches("[0-9a-f]{32}");
            var event = feed.await(1).getFirst();
            assertThat(event.data().get("traceId").asString()).isEqualTo(trace);
            assertThat(ann.message()).contains("id " + trace);
            assertThat(loggersOf(trace))
                    .anyMatch(logger -> logger.startsWith("org.valija.smtp."))
                    .anyMatch(logger -> logger.startsWith("org.valija.mailbox.delivery."));
        }
    }

    private static String waiting(Connection connection) throws SQLException {
        try (var row = connection.createStatement().executeQuery(WAITING)) {
            return row.next() ? row.getString(1) : "";
        }
    }

    private Iterable<String> loggersOf(String trace) {
        return lines.stream()
                .filter(line -> trace.equals(line.getMDCPropertyMap().get("traceId")))
                .map(ILoggingEvent::getLoggerName)
                .toList();
    }
}
