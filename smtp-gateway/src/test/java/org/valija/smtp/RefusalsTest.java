package org.valija.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.valija.mailbox.api.event.CloudEvent;
import org.valija.mailbox.testing.FeedReader;
import org.valija.mailbox.testing.MailboxServer;

/** "Why did this mail not arrive": what is refused becomes an event. */
class RefusalsTest {

    @Test
    void everyRefusalIsAnEventWithItsReasonAndTraceId() {
        Inbox.create("ann@refusals.example");
        try (var feed = new FeedReader(
                Gateway.mailboxes().url(), MailboxServer.ADMIN_KEY, "?type=org.valija.message.rejected", null)) {
            Gateway.shared().mx().play("""
                    S: 220 <any>
                    C: EHLO client.refusals.example
                    S: <lines>
                    S: 250 STARTTLS
                    C: MAIL FROM:<bob@elsewhere.example> SIZE=99999999999
                    S: 552 5.3.4 <any>
                    C: MAIL FROM:<bob@elsewhere.example>
                    S: 250 <any>
                    C: RCPT TO:<nobody@refusals.example>
                    S: 550 5.1.1 <any>
                    C: RCPT TO:<eve@elsewhere.example>
                    S: 550 5.7.1 <any>
                    C: RCPT TO:<not an address>
                    S: 501 <any>
                    C: RCPT TO:<ann@refusals.example>
                    S: 250 <any>
                    C: DATA
                    S: 354 <any>
                    C| a\\x0ab\\x0d\\x0a
                    C: .
                    S: 554 5.6.0 <any>
                    """);
            var rejected = feed.await(4).stream()
                    .map(CloudEvent::data)
                    .filter(data -> data.path("helo").asString("").equals("client.refusals.example"))
                    .collect(Collectors.toMap(data -> data.path("reason").asString(), data -> data));
            assertThat(rejected.keySet())
                    .containsExactlyInAnyOrder("too-large", "unknown-recipient", "policy", "bad-content");
            var unknown = rejected.get("unknown-recipient");
            assertThat(unknown.path("recipient").asString()).isEqualTo("nobody@refusals.example");
            assertThat(unknown.path("reversePath").asString()).isEqualTo("bob@elsewhere.example");
            assertThat(unknown.path("clientAddress").asString()).isEqualTo("127.0.0.1");
            assertThat(unknown.path("reply").asString()).isEqualTo("550 5.1.1 No such mailbox here");
            assertThat(unknown.path("traceId").asString()).matches("[0-9a-f]{32}");
            assertThat(rejected.get("bad-content").path("traceId"))
                    .as("one message, one id")
                    .isEqualTo(unknown.path("traceId"));
        }
    }
}
