package org.valija.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.valija.mailbox.testing.FeedReader;
import org.valija.mailbox.testing.MailboxServer;
import org.valija.mailbox.testing.TraceWatch;

/** One id names a delivery everywhere: in the log of each service, in the event, and in PostgreSQL. */
class TraceIdTest {

    @Test
    void oneDeliveryHasOneTraceIdFromTheGatewayToSql() throws Exception {
        var mx = Gateway.shared().mx();
        var ann = Inbox.create("ann@trace.example");
        var server = Gateway.mailboxes();
        try (var feed = new FeedReader(server.url(), MailboxServer.ADMIN_KEY, "?domain=trace.example", null);
                var watch = new TraceWatch(server, "org.valija.mailbox.delivery", "org.valija.line.wire")) {
            var trace = watch.traceOf(
                    ann.address(), () -> mx.with("to", ann.address()).play("""
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
            assertThat(trace).matches("[0-9a-f]{32}");
            var event = feed.await(1).getFirst();
            assertThat(event.data().get("traceId").asString()).isEqualTo(trace);
            assertThat(ann.message()).contains("id " + trace);
            assertThat(watch.loggersOf(trace))
                    .anyMatch(logger -> logger.startsWith("org.valija.smtp."))
                    .anyMatch(logger -> logger.startsWith("org.valija.line.wire."))
                    .anyMatch(logger -> logger.startsWith("org.valija.mailbox.delivery."));
        }
    }
}
