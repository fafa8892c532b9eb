package org.valija.mailbox.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.account.Alias;
import org.valija.mailbox.api.account.AliasesApi;
import org.valija.mailbox.api.delivery.DeliveryOptions;
import org.valija.mailbox.api.delivery.RecipientOptions;
import org.valija.mailbox.api.delivery.RecipientOptions.Notice;
import org.valija.mailbox.api.outbound.LeaseIds;
import org.valija.mailbox.api.outbound.LeaseOutcome;
import org.valija.mailbox.api.outbound.LeaseRenewal;
import org.valija.mailbox.api.outbound.LeaseRequest;
import org.valija.mailbox.api.outbound.LeasedRecipient;
import org.valija.mailbox.api.outbound.LeasedRecipient.OnDeferral;
import org.valija.mailbox.api.outbound.OutboundMessagesApi;
import org.valija.mailbox.api.outbound.OutboundNotice.Kind;
import org.valija.mailbox.api.outbound.OutboundState;
import org.valija.mailbox.api.outbound.RecipientOutcome.Result;
import org.valija.mailbox.delivery.Post;
import org.valija.mailbox.testing.MailboxServer;
import org.valija.mailbox.testing.SettableClock;
import org.valija.testkit.TestPostgres;

/** Leases, and what becomes of them, with a clock that only the test sets forward. */
class OutboundQueueTest {

    private static final SettableClock CLOCK = new SettableClock();

    private static MailboxServer server;
    private static Gateway gateway;
    private static Post post;
    private static AccountId ann;

    @BeforeAll
    static void start() {
        server = MailboxServer.on(TestPostgres.database(), CLOCK.inServer());
        gateway = new Gateway(server, "one");
        post = new Post(server);
        ann = server.createAccount("ann@queue.example", "correct horse");
        server.createAccount("carol@queue.example", "correct horse");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void empty() {
        server.database().execute("delete from outbound_message");
    }

    private static void submit(String... to) {
        assertThat(Post.outcomes(gateway.submit(ann, "ann@queue.example", "Subject: out\r\n\r\nhello\r\n", to)))
                .containsOnly("OK");
    }

    private static List<String> states() {
        return post.texts("select recipient || ' ' || state from outbound_recipient order by 1");
    }

    @Test
    void aMessageForHereAndElsewhereIsStoredAndQueuedTogether() {
        var options = new DeliveryOptions(
                DeliveryOptions.Body.EIGHT_BIT,
                true,
                true,
                false,
                "QQ314159",
                List.of(
                        new RecipientOptions(Set.of(Notice.NEVER), null),
                        new RecipientOptions(Set.of(Notice.SUCCESS, Notice.DELAY), "rfc822;Bob@Elsewhere.Example"),
                        new RecipientOptions(Set.of(), null)));
        gateway.submit(
                ann,
                "ann@queue.example",
                "Subject: both\r\n\r\nhello\r\n",
                options,
                "carol@queue.example",
                "Bob@elsewhere.example",
                "dave@other.example");
        assertThat(post.copies("both"))
                .containsExactly("carol@queue.example/INBOX", "> Bob@elsewhere.example", "> dave@other.example");
        var leases = gateway.leaseAll();
        assertThat(leases).hasSize(2).allSatisfy(lease -> {
            assertThat(lease.reversePath()).isEqualTo("ann@queue.example");
            assertThat(lease.traceId()).isEqualTo("trace-one");
            assertThat(lease.smartHost()).isNull();
            assertThat(lease.authenticated()).isTrue();
            assertThat(lease.options().body()).isEqualTo(DeliveryOptions.Body.EIGHT_BIT);
            assertThat(lease.options().utf8()).isTrue();
            assertThat(lease.options().requireTls()).isTrue();
            assertThat(lease.options().returnFull()).isFalse();
            assertThat(lease.options().envelopeId()).isEqualTo("QQ314159");
        });
        var bob = leases.stream()
                .filter(lease -> lease.destination().equals("elsewhere.example"))
                .findFirst()
                .orElseThrow();
        assertThat(bob.options().recipients())
                .containsExactly(
                        new RecipientOptions(Set.of(Notice.SUCCESS, Notice.DELAY), "rfc822;Bob@Elsewhere.Example"));
        assertThat(bob.recipients())
                .containsExactly(new LeasedRecipient(
                        "Bob@elsewhere.example", null, 0, LeasedRecipient.Order.SEND, OnDeferral.RETRY, null, null));
    }

    @Test
    void nothingIsQueuedWhereOneRecipientIsRefused() {
        var report = gateway.submit(
                ann,
                "ann@queue.example",
                "Subject: none\r\n\r\nx\r\n",
                "nobody@queue.example",
                "bob@elsewhere.example");
        assertThat(Post.outcomes(report)).containsExactly("NotFound", "Unavailable");
        assertThat(post.copies("none")).isEmpty();
    }

    @Test // RFC 5321, 7.1
    void nobodyRelaysWithoutAnAccountOrUnderAnotherName() {
        var report = gateway.submit(
                (AccountId) null, "ann@queue.example", "Subject: no\r\n\r\nx\r\n", "bob@elsewhere.example");
        assertThat(Post.outcomes(report)).containsExactly("NotFound");
        assertThatThrownBy(() -> gateway.submit(ann, "carol@queue.example", "x", "bob@elsewhere.example"))
                .isInstanceOf(MailboxException.NotPermitted.class);
        assertThatThrownBy(() -> gateway.submit(ann, "mallory@evil.example", "x", "bob@elsewhere.example"))
                .isInstanceOf(MailboxException.NotPermitted.class);
        var gone = new AccountId(ann.value() + 1_000_000);
        assertThatThrownBy(() -> gateway.submit(gone, "", "x", "bob@elsewhere.example"))
                .isInstanceOf(MailboxException.NotPermitted.class);
        assertThat(states()).isEmpty();
    }

    @Test
    void recipientsAtOneDestinationShareALease() {
        submit("a@one.example", "b@one.example", "c@two.example");
        assertThat(gateway.leaseAll())
                .extracting(lease -> lease.recipients().size())
                .containsExactlyInAnyOrder(2, 1);
        assertThat(gateway.lease(10)).isEmpty();
    }

    @Test
    void aLeaseThatRanOutGoesToAnotherGatewayAndWhatTheFirstTellsCountsForNothing() {
        submit("a@one.example");
        var first = gateway.lease(10).getFirst();
        var other = new Gateway(server, "two");
        assertThat(other.lease(10)).isEmpty();
        CLOCK.advance(Duration.ofSeconds(61));
        var second = other.lease(10).getFirst();
        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(gateway.settle(first, Result.FAILED)).containsExactly(first.id());
        assertThat(states()).containsExactly("a@one.example leased");
        assertThat(other.settle(second, Result.DELIVERED)).isEmpty();
        assertThat(states()).containsExactly("a@one.example delivered");
        assertThat(other.settle(second, Result.DELIVERED)).containsExactly(second.id());
        assertThat(post.texts("select number || ' ' || gateway from outbound_attempt"))
                .containsExactly("1 two");
    }

    @Test
    void aLeaseThatRanOutIsGoodUntilAnotherGatewayHasIt() {
        submit("a@one.example");
        var lease = gateway.lease(10).getFirst();
        CLOCK.advance(Duration.ofMinutes(10));
        assertThat(gateway.settle(lease, Result.DELIVERED)).isEmpty();
    }

    @Test
    void aRenewedLeaseGoesToNobodyElse() {
        submit("a@one.example");
        var lease = gateway.lease(10).getFirst();
        CLOCK.advance(Duration.ofSeconds(50));
        var unknown = UUID.randomUUID();
        assertThat(gateway.queue()
                        .renew(new LeaseRenewal(List.of(lease.id(), unknown), 60))
                        .leases())
                .containsExactly(unknown);
        CLOCK.advance(Duration.ofSeconds(50));
        assertThat(gateway.lease(10)).isEmpty();
    }

    @Test
    void whatIsReleasedIsDueAtOnce() {
        submit("a@one.example");
        gateway.queue()
                .release(new LeaseIds(List.of(gateway.lease(10).getFirst().id())));
        assertThat(states()).containsExactly("a@one.example queued");
        assertThat(gateway.lease(10)).hasSize(1);
    }

    @Test
    void whoWaitsIsWokenByWhatIsQueued() throws Exception {
        var waiting = CompletableFuture.supplyAsync(() -> gateway.lease(10, 10, 30));
        submit("a@one.example");
        assertThat(waiting.get()).hasSize(1);
    }

    @Test // RFC 5321, 4.5.4.1
    void itIsTriedAgainByTheScheduleUntilItsTimeIsOver() {
        submit("a@one.example");
        var pauses = List.of(1, 5, 15, 30, 60, 120, 240, 240, 240);
        for (int minutes : pauses) {
            var lease = gateway.lease(10).getFirst();
            gateway.settle(lease, Result.DEFERRED);
            CLOCK.advance(Duration.ofMinutes(minutes).minusSeconds(1));
            assertThat(gateway.lease(10)).as("before %d minutes", minutes).isEmpty();
            CLOCK.advance(Duration.ofSeconds(1));
        }
        var delayed = gateway.lease(10).getFirst();
        assertThat(delayed.recipients().getFirst().attempts()).isEqualTo(pauses.size());
        assertThat(delayed.recipients().getFirst().onDeferral()).isEqualTo(OnDeferral.DELAYED);
        gateway.settle(delayed, Result.DEFERRED, new Gateway.Told(Kind.DELAYED, "Subject: delayed\r\n\r\nx\r\n"));
        assertThat(post.copies("delayed")).containsExactly("ann@queue.example/INBOX");
        CLOCK.advance(Duration.ofHours(4));
        var told = gateway.lease(10).getFirst();
        assertThat(told.recipients().getFirst().onDeferral()).isEqualTo(OnDeferral.RETRY);
        gateway.settle(told, Result.DEFERRED);
        CLOCK.advance(Duration.ofDays(5));
        var last = gateway.lease(10).getFirst();
        assertThat(last.recipients().getFirst().onDeferral()).isEqualTo(OnDeferral.EXPIRE);
        gateway.settle(last, Result.EXPIRED, new Gateway.Told(Kind.FAILED, "Subject: expired\r\n\r\nx\r\n"));
        assertThat(post.copies("expired")).containsExactly("ann@queue.example/INBOX");
        assertThat(states()).containsExactly("a@one.example expired");
    }

    @Test
    void theLastAttemptIsAtTheEndOfItsTime() {
        submit("a@one.example");
        CLOCK.advance(Duration.ofDays(5).minusMinutes(2));
        gateway.settle(gateway.lease(10).getFirst(), Result.DEFERRED);
        CLOCK.advance(Duration.ofMinutes(1));
        gateway.settle(gateway.lease(10).getFirst(), Result.DEFERRED);
        CLOCK.advance(Duration.ofMinutes(1));
        assertThat(gateway.lease(10).getFirst().recipients().getFirst().onDeferral())
                .isEqualTo(OnDeferral.EXPIRE);
    }

    @Test
    void halfOfTheRecipientsMayBeRefused() {
        submit("a@one.example", "b@one.example", "c@one.example");
        var lease = gateway.lease(10).getFirst();
        var outcome = new LeaseOutcome(
                lease.id(),
                List.of(
                        Gateway.outcome("a@one.example", Result.DELIVERED),
                        Gateway.outcome("b@one.example", Result.FAILED)));
        assertThat(gateway.settle(List.of(outcome), List.of(), List.of())).isEmpty();
        assertThat(states())
                .containsExactly("a@one.example delivered", "b@one.example bounced", "c@one.example leased");
        assertThat(gateway.settle(lease, Result.DEFERRED)).isEmpty();
        assertThat(states())
                .containsExactly("a@one.example delivered", "b@one.example bounced", "c@one.example deferred");
    }

    @Test // RFC 5321, 6.1
    void aNoticeGoesFromTheNullReversePathAndHasNoneItself() {
        server.client().api(AliasesApi.class).create(new Alias("away@queue.example", List.of("eve@far.example")));
        post.deliver("Subject: forwarded\r\n\r\nx\r\n", "away@queue.example");
        var lease = gateway.lease(10).getFirst();
        assertThat(lease.recipients().getFirst().deliveredTo()).isEqualTo("away@queue.example");
        assertThat(lease.authenticated()).as("a stranger's").isFalse();
        gateway.settle(lease, Result.FAILED, new Gateway.Told(Kind.FAILED, "Subject: notice\r\n\r\nx\r\n"));
        var notice = gateway.lease(10).getFirst();
        assertThat(notice.reversePath()).isEmpty();
        assertThat(notice.authenticated()).as("our own").isTrue();
        assertThat(notice.traceId()).isEqualTo(lease.traceId());
        assertThat(notice.recipients().getFirst().address()).isEqualTo("bob@elsewhere.example");
        assertThatThrownBy(() -> gateway.settle(notice, Result.FAILED, new Gateway.Told(Kind.FAILED, "x")))
                .isInstanceOfSatisfying(
                        MailboxException.Invalid.class,
                        refusal -> assertThat(refusal.field()).isEqualTo("notices"));
        assertThat(states()).contains("bob@elsewhere.example leased");
    }

    @Test
    void contentIsReadWhileItIsLeasedAndOnlyThen() throws Exception {
        submit("a@one.example");
        var lease = gateway.lease(10).getFirst();
        try (var in = gateway.queue().content(lease.message(), null).getBody().getInputStream()) {
            assertThat(new String(in.readAllBytes())).isEqualTo("Subject: out\r\n\r\nhello\r\n");
        }
        try (var in =
                gateway.queue().content(lease.message(), "bytes=9-11").getBody().getInputStream()) {
            assertThat(new String(in.readAllBytes())).isEqualTo("out");
        }
        gateway.settle(lease, Result.DELIVERED);
        assertThatThrownBy(() -> gateway.queue().content(lease.message(), null))
                .isInstanceOf(MailboxException.NotFound.class);
    }

    @Test
    void whatIsSmallComesWithItsLease() {
        submit("a@one.example", "b@two.example");
        gateway.submit(ann, "ann@queue.example", "Subject: large\r\n\r\n" + "x".repeat(300), "c@three.example");
        var request = new LeaseRequest("one", 10, 10, 60, 0, Set.of(), true, 100);
        assertThat(gateway.queue().lease(request))
                .extracting(lease -> lease.destination() + " "
                        + (lease.content() == null ? null : new String(lease.content(), StandardCharsets.US_ASCII)))
                .containsExactlyInAnyOrder(
                        "one.example Subject: out\r\n\r\nhello\r\n",
                        "two.example Subject: out\r\n\r\nhello\r\n",
                        "three.example null");
    }

    @Test
    void destinationsComeInTurn() {
        for (int i = 0; i < 20; i++) {
            submit("a" + i + "@busy.example");
        }
        submit("b@quiet.example");
        assertThat(gateway.lease(10, 3, 0))
                .extracting(lease -> lease.destination())
                .containsExactlyInAnyOrder("busy.example", "busy.example", "busy.example", "quiet.example");
        assertThat(gateway.lease(10, 10, 0, "busy.example")).isEmpty();
        assertThat(gateway.lease(100)).hasSize(17);
    }

    @Test
    void whatEndedIsForgottenLater() {
        submit("a@one.example", "b@two.example");
        var leases = gateway.leaseAll();
        gateway.settle(leases.get(0), Result.DELIVERED);
        CLOCK.advance(Duration.ofDays(3));
        server.runJob("sweep-outbound");
        assertThat(states()).hasSize(2);
        gateway.settle(leases.get(1), Result.FAILED);
        var messages = server.client().api(OutboundMessagesApi.class);
        assertThat(messages.list(null, null, null, null, null, null, null, null)
                        .items()
                        .getFirst()
                        .recipients())
                .extracting(recipient -> recipient.state())
                .containsExactlyInAnyOrder(OutboundState.DELIVERED, OutboundState.BOUNCED);
        CLOCK.advance(Duration.ofDays(3));
        server.runJob("sweep-outbound");
        assertThat(states()).isEmpty();
    }
}
