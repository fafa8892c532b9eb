package org.valija.imap;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.valija.mailbox.testing.TraceWatch;

/** One id names what a client does everywhere: in the log of each service, and in PostgreSQL. */
class TraceIdTest {

    @Test
    void aCommandHasOneTraceIdFromTheClientToSql() throws Exception {
        var user = ImapUser.fresh();
        try (var watch = new TraceWatch(user.imap().mailboxes(), "org.valija.line.wire")) {
            var trace = watch.traceOf(user.address(), () -> user.playLoggedIn("""
                    C: b APPEND INBOX {5+}
                    C: hello
                    S: b OK <any>
                    """));
            assertThat(trace).matches("[0-9a-f]{32}");
            assertThat(watch.loggersOf(trace)).anyMatch(logger -> logger.startsWith("org.valija.line.wire."));
        }
    }
}
