package org.valija.mailbox.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.valija.mailbox.api.account.Alias;
import org.valija.mailbox.api.account.AliasesApi;
import org.valija.mailbox.api.delivery.DeliveriesApi;
import org.valija.mailbox.api.delivery.DeliveryOptions;
import org.valija.mailbox.api.delivery.Disposition;
import org.valija.mailbox.api.delivery.Envelope;
import org.valija.mailbox.api.delivery.RecipientOptions;
import org.valija.mailbox.api.delivery.RecipientOptions.Notice;
import org.valija.mailbox.api.delivery.Verdict;
import org.valija.mailbox.api.outbound.LeaseIds;
import org.valija.mailbox.api.outbound.LeaseRenewal;
import org.valija.mailbox.api.outbound.LeaseRequest;
import org.valija.mailbox.api.outbound.OutboundDestinationsApi;
import org.valija.mailbox.api.outbound.OutboundMessagesApi;
import org.valija.mailbox.api.outbound.OutboundNotice.Kind;
import org.valija.mailbox.api.outbound.OutboundOrder;
import org.valija.mailbox.api.outbound.OutboundOrder.Action;
import org.valija.mailbox.api.outbound.OutboundState;
import org.valija.mailbox.api.outbound.RecipientOutcome.Result;
import org.valija.mailbox.api.stream.CborSequence;
import org.valija.mailbox.delivery.Post;
import org.valija.mailbox.security.ServiceName;
import org.valija.mailbox.testing.MailboxServer;
import org.valija.mailbox.testing.SettableClock;
import org.valija.testkit.TestPostgres;

/** Senders who want to hear that recipients here have their message: RFC 3461, 5.2.3 and 5.2.7. */
class ConfirmationsTest {

    private static final SettableClock CLOCK = new SettableClock();
    private static final String STRANGER = "bob@elsewhere.example";

    private static MailboxServer server;
    private static Gateway gateway;
    private static Post post;

    @BeforeAll
    static void start() {
        server = MailboxServer.on(TestPostgres.database(), CLOCK.inServer());
        gateway = new Gateway(server, "one");
        post = new Post(server);
        server.createAccount("ann@confirm.example", "correct horse");
        server.createAccount("carl@confirm.example", "correct horse");
        alias("both@confirm.example", "ann@confirm.example", "carl@confirm.example");
        alias("one@confirm.example", "ann@confirm.example");
        alias("mixed@confirm.example", "ann@confirm.example", "eve@far.example");
        alias("away@confirm.example", "eve@far.example");
    }

    private static void alias(String address, String... targets) {
        server.client().api(AliasesApi.class).create(new Alias(address, List.of(targets)));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void empty() {
        server.database().execute("delete from outbound_message");
    }

    private static void deliver(String reversePath, Disposition disposition, Set<Notice> notices, String recipient) {
        var options = new DeliveryOptions(
                DeliveryOptions.Body.SEVEN_BIT,
                false,
                false,
                true,
                "QQ1",
                List.of(new RecipientOptions(notices, "rfc822;Original@confirm.example")));
        var verdict = Verdict.of(disposition);
        var envelope = new Envelope(
                reversePath, List.of(recipient), "ESMTP", null, null, "trace-c", options, verdict, false, null);
        var report = server.client(ServiceName.SMTP).api(DeliveriesApi.class).deliver(CborSequence.of(out -> {
            out.write(envelope);
            out.write("Subject: hello\r\n\r\nx\r\n".getBytes(StandardCharsets.US_ASCII));
        }));
        assertThat(Post.outcomes(report)).containsExactly("OK");
    }

    private static void deliver(String recipient) {
        deliver(STRANGER, Disposition.INBOX, Set.of(Notice.SUCCESS, Notice.FAILURE), recipient);
    }

    /** What gateways are to do, with all that waits now. */
    private static List<String> orders() {
        var orders = new ArrayList<String>();
        for (var lease : gateway.leaseAll()) {
            for (int i = 0; i < lease.recipients().size(); i++) {
                var recipient = lease.recipients().get(i);
                orders.add("%s %s %s %s"
                        .formatted(
                                recipient.address(),
                                recipient.order(),
                                recipient.confirmation(),
                                lease.options().recipients().get(i).notices()));
            }
        }
        return orders;
    }

    @Test
    void whoIsHereIsConfirmedOnce() {
        deliver("ann@confirm.example");
        var lease = gateway.lease(10).getFirst();
        assertThat(lease.reversePath()).isEqualTo(STRANGER);
        assertThat(lease.options().envelopeId()).isEqualTo("QQ1");
        assertThat(lease.options().recipients().getFirst().originalRecipient())
                .isEqualTo("rfc822;Original@confirm.example");
        assertThat(lease.recipients())
                .extracting(it -> it.address() + " " + it.order() + " " + it.confirmation())
                .containsExactly("ann@confirm.example CONFIRM DELIVERED");
        assertThat(gateway.queue().content(lease.message(), null).getBody()).isNotNull();
        assertThat(gateway.lease(10)).isEmpty();
        var told = new Gateway.Told(Kind.DELIVERED, "Subject: it is there\r\n\r\nx\r\n");
        assertThat(gateway.settle(lease, Result.DELIVERED, told)).isEmpty();
        assertThat(gateway.settle(lease, Result.DELIVERED, told)).containsExactly(lease.id());
        CLOCK.advance(Duration.ofDays(1));
        assertThat(orders()).containsExactly(STRANGER + " SEND null []");
        assertThat(post.texts("select type from event where type like '%relayed'"))
                .isEmpty();
    }

    @Test
    void aGatewayThatKnowsNothingOfItGetsNothingOfIt() {
        deliver("ann@confirm.example");
        assertThat(gateway.queue().lease(new LeaseRequest("old", 10, 10, 60, 0, Set.of(), null, null)))
                .isEmpty();
        assertThat(gateway.lease(10)).hasSize(1);
    }

    @Test
    void aGatewayThatEndsLeavesItToAnother() {
        deliver("ann@confirm.example");
        var first = gateway.lease(10).getFirst();
        CLOCK.advance(Duration.ofSeconds(50));
        assertThat(gateway.queue()
                        .renew(new LeaseRenewal(List.of(first.id()), 60))
                        .leases())
                .isEmpty();
        CLOCK.advance(Duration.ofSeconds(50));
        assertThat(gateway.lease(10)).isEmpty();
        CLOCK.advance(Duration.ofSeconds(11));
        var second = gateway.lease(10).getFirst();
        assertThat(gateway.settle(first, Result.DELIVERED)).containsExactly(first.id());
        gateway.queue().release(new LeaseIds(List.of(second.id())));
        assertThat(gateway.lease(10)).hasSize(1);
    }

    @Test
    void itIsNeverTakenForMailThatWaitsToBeSent() {
        deliver("ann@confirm.example");
        var messages = server.client().api(OutboundMessagesApi.class);
        var shown = messages.list(null, "ann@confirm.example", null, null, null, null, null, null)
                .items()
                .getFirst();
        assertThat(shown.recipients()).satisfiesExactly(it -> {
            assertThat(it.state()).isEqualTo(OutboundState.DELIVERED);
            assertThat(it.dueAt()).isNull();
        });
        var destinations = server.client().api(OutboundDestinationsApi.class);
        assertThat(destinations.get("confirm.example").waiting()).isZero();
        for (var action : List.of(Action.HOLD, Action.CANCEL, Action.BOUNCE, Action.RETRY)) {
            assertThat(destinations
                            .order("confirm.example", OutboundOrder.of(action))
                            .recipients())
                    .isZero();
        }
        var lease = gateway.lease(10).getFirst();
        // Whatever a gateway says of it, it is delivered
        gateway.settle(lease, Result.DEFERRED);
        CLOCK.advance(Duration.ofDays(1));
        assertThat(orders()).isEmpty();
        assertThat(messages.get(shown.id()).recipients())
                .extracting(it -> it.state())
                .containsExactly(OutboundState.DELIVERED);
    }

    @Test // RFC 3461, 5.2.7.2 and 5.2.7.3
    void anAliasTellsForThoseItStandsFor() {
        deliver("one@confirm.example");
        assertThat(orders()).containsExactly("one@confirm.example CONFIRM DELIVERED [SUCCESS, FAILURE]");
        deliver("both@confirm.example");
        assertThat(orders()).containsExactly("both@confirm.example CONFIRM DELIVERED [SUCCESS, FAILURE]");
        deliver("mixed@confirm.example");
        assertThat(orders())
                .containsExactlyInAnyOrder(
                        "mixed@confirm.example CONFIRM EXPANDED [SUCCESS, FAILURE]",
                        "eve@far.example SEND null [FAILURE]");
        deliver("away@confirm.example");
        assertThat(orders()).containsExactly("eve@far.example SEND null [SUCCESS, FAILURE]");
    }

    @Test // RFC 3461, 5.2.3 and 6.1
    void nobodyIsToldWhoDoesNotWantIt() {
        deliver(STRANGER, Disposition.INBOX, Set.of(Notice.NEVER), "ann@confirm.example");
        deliver(STRANGER, Disposition.INBOX, Set.of(Notice.FAILURE, Notice.DELAY), "ann@confirm.example");
        deliver(STRANGER, Disposition.INBOX, Set.of(), "ann@confirm.example");
        deliver("", Disposition.INBOX, Set.of(Notice.SUCCESS), "ann@confirm.example");
        deliver(STRANGER, Disposition.JUNK, Set.of(Notice.SUCCESS), "ann@confirm.example");
        assertThat(post.texts("select recipient from outbound_recipient")).isEmpty();
    }
}
