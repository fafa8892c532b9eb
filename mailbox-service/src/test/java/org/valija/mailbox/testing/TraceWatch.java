package org.valija.mailbox.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;
import org.valija.testkit.Eventually;

/**
 * Follows what somebody does through the services of this JVM: the lines they log, and the name under which PostgreSQL works for
 * it. To be made when the services have started, as each sets the logging up anew.
 */
public final class TraceWatch implements AutoCloseable {

    private static final String SERVICE = "mailbox-service ";

    private static final String WAITING = """
            select application_name from pg_stat_activity
            where wait_event_type = 'Lock' and datname = current_database()""";

    private final MailboxServer server;
    private final List<Logger> told;
    private final List<ILoggingEvent> lines = new CopyOnWriteArrayList<>();
    private final Logger root = logger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final AppenderBase<ILoggingEvent> log = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent line) {
            // Takes the MDC of its thread along
            line.prepareForDeferredProcessing();
            lines.add(line);
        }
    };

    /** @param loggers that are to tell all they know */
    public TraceWatch(MailboxServer server, String... loggers) {
        this.server = server;
        log.start();
        root.addAppender(log);
        told = List.of(loggers).stream().map(TraceWatch::logger).toList();
        told.forEach(logger -> logger.setLevel(Level.DEBUG));
    }

    private static Logger logger(String name) {
        return (Logger) LoggerFactory.getLogger(name);
    }

    /**
     * The trace for which PostgreSQL works, found by holding up what changes an account.
     *
     * @param address of the account
     * @param action changes it; done when this returns
     */
    public String traceOf(String address, Runnable action) throws SQLException {
        try (var other = server.database().connect();
                var watching = server.database().connect()) {
            other.setAutoCommit(false);
            try (var lock = other.prepareStatement("select from account where address = ? for update")) {
                lock.setString(1, address);
                lock.execute();
            }
            var done = CompletableFuture.runAsync(action);
            Eventually.eventually("the change waits", () -> waiting(watching).startsWith(SERVICE));
            var trace = waiting(watching).substring(SERVICE.length());
            other.rollback();
            done.join();
            return trace;
        }
    }

    private static String waiting(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(WAITING)) {
            return row.next() ? row.getString(1) : "";
        }
    }

    /** Who logged a line in this trace. */
    public List<String> loggersOf(String trace) {
        return lines.stream()
                .filter(line -> trace.equals(line.getMDCPropertyMap().get("traceId")))
                .map(ILoggingEvent::getLoggerName)
                .toList();
    }

    @Override
    public void close() {
        root.detachAppender(log);
        told.forEach(logger -> logger.setLevel(null));
    }
}
