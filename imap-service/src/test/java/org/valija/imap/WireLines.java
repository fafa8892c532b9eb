package org.valija.imap;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** What the wire log of the plain listener gets to show, of all services of this process, until it is closed. */
final class WireLines implements AutoCloseable {

    private final Logger logger = (Logger) LoggerFactory.getLogger("org.valija.line.wire.imap");
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getFormattedMessage());
        }
    };

    WireLines() {
        appender.start();
        logger.addAppender(appender);
    }

    /** Of both sides, in order; may be cleared. */
    List<String> all() {
        return lines;
    }

    @Override
    public void close() {
        logger.detachAppender(appender);
    }
}
