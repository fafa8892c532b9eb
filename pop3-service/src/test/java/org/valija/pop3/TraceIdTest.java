package org.valija.pop3;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.valija.mailbox.testing.TraceWatch;

/** One id names what a client does everywhere: in the log of each service, and in PostgreSQL. */
class TraceIdTest {

    @Test
    void aSessionHasOneTraceIdFromTheClientToSql() throws Exception {
        var pop3 = LivePop3.shared();
        var owner = pop3.owner("Subject: traced\n\nhello");
        try (var watch = new TraceWatch(pop3.mailbox(), "org.valija.line.wire")) {
            var trace = watch.traceOf(owner.address(), () -> pop3.playLoggedIn(owner, """
                    C: DELE 1
                    S: +OK <any>
                    C: QUIT
                    S: +OK <any>
                    """));
            assertThat(trace).matches("[0-9a-f]{32}");
            assertThat(watch.loggersOf(trace)).anyMatch(logger -> logger.startsWith("org.valija.line.wire."));
        }
    }
}
