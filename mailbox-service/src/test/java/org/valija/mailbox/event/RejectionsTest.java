package org.valija.mailbox.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.client.RejectionReporter;
import org.valija.mailbox.api.event.EventData.MessageRejected;
import org.valija.mailbox.api.event.EventData.RejectionStage;
import org.valija.mailbox.api.event.Rejections;
import org.valija.mailbox.api.event.RejectionsApi;
import org.valija.mailbox.security.ServiceName;
import org.valija.mailbox.testing.FeedReader;
import org.valija.mailbox.testing.MailboxServer;
import org.valija.mailbox.testing.RawHttp;

/** What protocol services refuse becomes events. */
class RejectionsTest {

    private static final String TYPE = "?type=org.valija.message.rejected";

    private final MailboxServer server = MailboxServer.shared();
    private final RejectionsApi api = server.client(ServiceName.SMTP).api(RejectionsApi.class);

    private FeedReader feed(String domain) {
        return new FeedReader(server.url(), MailboxServer.ADMIN_KEY, TYPE + "&domain=" + domain, null);
    }

    private static MessageRejected rejection(@Nullable String recipient, String helo, String traceId) {
        return new MessageRejected(
                null,
                RejectionStage.RECIPIENT,
                "ESMTP",
                "203.0.113.9",
                helo,
                "",
                recipient,
                "550 5.1.1 No such mailbox here",
                "unknown-recipient",
                traceId);
    }

    @Test
    void refusalsBecomeEventsOfTheDomainOfTheirRecipientInTheirOrder() {
        try (var feed = feed("one.rejections.example")) {
            api.report(new Rejections(List.of(
                    rejection("ann@One.Rejections.Example", "mx.example.net", "trace-1"),
                    rejection("bob@two.rejections.example", "mx.example.net", "trace-2"),
                    rejection("bob@one.rejections.example", "mx.example.net", "trace-3"))));
            var events = feed.await(2);
            assertThat(events)
                    .extracting(event -> event.data().get("traceId").asString())
                    .containsExactly("trace-1", "trace-3");
            assertThat(events.getFirst().data().get("reason").asString()).isEqualTo("unknown-recipient");
            assertThat(events.getFirst().source()).isEqualTo("/v1");
        }
    }

    @Test
    void whatASenderChoseIsMadeFitToBeStored() {
        try (var feed = feed("fit.rejections.example")) {
            var nul = "\0 \\u0000";
            api.report(
                    new Rejections(List.of(rejection("a\0b@fit.rejections.example", nul + "x".repeat(100_000), "t"))));
            var data = feed.await(1).getFirst().data();
            assertThat(data.get("helo").asString().length()).isLessThan(400);
            assertThat(data.get("recipient").asString()).startsWith("a").endsWith("b@fit.rejections.example");
        }
    }

    @Test
    void reportsAreSentManyAtATimeAndTheLastOnesBeforeAStop() {
        try (var feed = feed("many.rejections.example")) {
            try (var reporter = new RejectionReporter(api)) {
                IntStream.range(0, 1200)
                        .forEach(n -> reporter.report(rejection("a@many.rejections.example", "mx", "trace-" + n)));
            }
            assertThat(feed.await(1200))
                    .extracting(event -> event.data().get("traceId").asString())
                    .containsExactlyElementsOf(
                            IntStream.range(0, 1200).mapToObj(n -> "trace-" + n).toList());
        }
    }

    @Test
    void tooManyTooFewAndWhoMayNotAreRefused() {
        var one = rejection("a@b.example", "mx", "t");
        for (int count : new int[] {0, 1001}) {
            assertThatThrownBy(() -> api.report(new Rejections(Collections.nCopies(count, one))))
                    .isInstanceOfSatisfying(
                            MailboxException.Invalid.class,
                            refusal -> assertThat(refusal.field()).isEqualTo("rejections"));
        }
        var imap = server.client(ServiceName.IMAP).api(RejectionsApi.class);
        assertThatThrownBy(() -> imap.report(new Rejections(List.of(one))))
                .isInstanceOf(MailboxException.NotPermitted.class);
        var raw = new RawHttp(server.url(), MailboxServer.credential(ServiceName.SMTP))
                .post("/v1/events/rejections", "{\"rejections\": [{\"stage\": \"recipient\"}]}");
        assertThat(raw.problem().field()).isEqualTo("rejections[0].protocol");
    }
}
