package org.valija.mailbox.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.apikey.AdminRole;
import org.valija.mailbox.api.apikey.ApiKeysApi;
import org.valija.mailbox.api.apikey.NewApiKey;
import org.valija.mailbox.api.outbound.LeasedRecipient.Order;
import org.valija.mailbox.api.outbound.NewOutboundRoute;
import org.valija.mailbox.api.outbound.OutboundDestinationsApi;
import org.valija.mailbox.api.outbound.OutboundMessage;
import org.valija.mailbox.api.outbound.OutboundMessagesApi;
import org.valija.mailbox.api.outbound.OutboundOrder;
import org.valija.mailbox.api.outbound.OutboundOrder.Action;
import org.valija.mailbox.api.outbound.OutboundPause;
import org.valija.mailbox.api.outbound.OutboundRecipient;
import org.valija.mailbox.api.outbound.OutboundRoutesApi;
import org.valija.mailbox.api.outbound.OutboundState;
import org.valija.mailbox.api.outbound.RecipientOutcome.Result;
import org.valija.mailbox.api.outbound.SmartHost;
import org.valija.mailbox.api.outbound.SmartHostTls;
import org.valija.mailbox.delivery.Post;
import org.valija.mailbox.testing.FeedReader;
import org.valija.mailbox.testing.MailboxServer;
import org.valija.mailbox.testing.RawHttp;
import org.valija.mailbox.testing.SettableClock;
import org.valija.testkit.TestPostgres;

/** What administrators see of the queue, and do about it. */
class OutboundAdminTest {

    private static final SettableClock CLOCK = new SettableClock();

    private static MailboxServer server;
    private static Gateway gateway;
    private static OutboundMessagesApi messages;
    private static OutboundDestinationsApi destinations;
    private static OutboundRoutesApi routes;
    private static AccountId ann;
    private static AccountId zoe;

    @BeforeAll
    static void start() {
        server = MailboxServer.on(TestPostgres.database(), CLOCK.inServer());
        gateway = new Gateway(server, "one");
        messages = server.client().api(OutboundMessagesApi.class);
        destinations = server.client().api(OutboundDestinationsApi.class);
        routes = server.client().api(OutboundRoutesApi.class);
        ann = server.createAccount("ann@admin.example", "correct horse");
        zoe = server.createAccount("zoe@other.example", "correct horse");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void empty() {
        server.database().execute("delete from outbound_message");
        server.database().execute("delete from outbound_destination");
        server.database().execute("delete from outbound_route");
    }

    private static OutboundMessage submit(String... to) {
        gateway.submit(ann, "ann@admin.example", "Subject: admin\r\n\r\nx\r\n", to);
        return messages.list(null, to[0], null, null, null, null, null, null)
                .items()
                .getLast();
    }

    private static List<OutboundState> states(OutboundMessage message) {
        return messages.get(message.id()).recipients().stream()
                .map(OutboundRecipient::state)
                .toList();
    }

    private static OutboundMessagesApi of(String domain) {
        var key = server.client()
                .api(ApiKeysApi.class)
                .create(new NewApiKey("domain", AdminRole.PROVISION, domain, null));
        return server.client(key.key()).api(OutboundMessagesApi.class);
    }

    @Test
    void theQueueIsListedByWhoeverAndWhatever() {
        submit("bob@one.example", "dave@two.example");
        CLOCK.advance(Duration.ofHours(1));
        gateway.submit(zoe, "zoe@other.example", "Subject: later\r\n\r\nx\r\n", "Eve@one.example");
        gateway.settle(gateway.lease(1, 1, 0, "one.example").getFirst(), Result.DELIVERED);
        assertThat(addresses(null, null, null, null, null)).hasSize(3);
        assertThat(addresses("other.example", null, null, null, null)).containsExactly("Eve@one.example");
        assertThat(addresses(null, "eve@ONE.example", null, null, null)).containsExactly("Eve@one.example");
        assertThat(addresses(null, null, "Ann@Admin.example", null, null))
                .containsExactly("bob@one.example", "dave@two.example");
        assertThat(addresses(null, null, null, "one.example", null))
                .containsExactly("bob@one.example", "Eve@one.example");
        assertThat(addresses(null, null, null, null, OutboundState.DELIVERED)).containsExactly("dave@two.example");
        var early =
                messages.list(null, null, null, null, null, CLOCK.instant().minus(Duration.ofMinutes(1)), null, null);
        assertThat(early.items()).hasSize(1);
        var first = messages.list(null, null, null, null, null, null, null, 1);
        var second = messages.list(null, null, null, null, null, null, first.next(), 1);
        assertThat(second.items()).hasSize(1);
        assertThat(second.next()).isNull();
    }

    private static List<String> addresses(
            @Nullable String domain,
            @Nullable String recipient,
            @Nullable String sender,
            @Nullable String destination,
            @Nullable OutboundState state) {
        return messages.list(domain, recipient, sender, destination, state, null, null, null).items().stream()
                .flatMap(message -> message.recipients().stream())
                .map(OutboundRecipient::address)
                .toList();
    }

    @Test
    void eachAttemptIsKeptAndTold() throws Exception {
        try (var feed = new FeedReader(server.url(), MailboxServer.ADMIN_KEY, "?domain=admin.example", null)) {
            var message = submit("bob@one.example");
            gateway.settle(gateway.lease(1).getFirst(), Result.DEFERRED);
            CLOCK.advance(Duration.ofMinutes(1));
            gateway.settle(gateway.lease(1).getFirst(), Result.DELIVERED);
            var bob = messages.get(message.id()).recipients().getFirst();
            assertThat(bob.state()).isEqualTo(OutboundState.DELIVERED);
            assertThat(bob.reply()).isEqualTo("250 2.0.0 OK");
            assertThat(bob.history()).hasSize(2).last().satisfies(attempt -> {
                assertThat(attempt.number()).isEqualTo(2);
                assertThat(attempt.result()).isEqualTo(Result.DELIVERED);
                assertThat(attempt.gateway()).isEqualTo("one");
                assertThat(attempt.host()).isEqualTo("mx.elsewhere.example");
                assertThat(attempt.hostAddress()).isEqualTo("192.0.2.25");
                assertThat(attempt.tls()).startsWith("TLSv1.3");
            });
            var told = feed.await(2);
            assertThat(told)
                    .extracting(event -> event.type())
                    .containsExactly("org.valija.message.deferred", "org.valija.message.relayed");
            assertThat(told.getFirst().data().path("traceId").asString()).isEqualTo("trace-one");
            assertThat(told.getFirst().data().path("attempts").asInt()).isEqualTo(1);
        }
    }

    @Test
    void everyOrderIsAnEvent() {
        try (var feed =
                new FeedReader(server.url(), MailboxServer.ADMIN_KEY, "?type=org.valija.message.ordered", null)) {
            var message = submit("bob@one.example", "dave@two.example");
            messages.order(message.id(), OutboundOrder.of(Action.HOLD));
            destinations.order("two.example", OutboundOrder.of(Action.RELEASE));
            messages.order(message.id(), new OutboundOrder(Action.BOUNCE, "bob@one.example", "not today", null));
            messages.order(message.id(), OutboundOrder.of(Action.CANCEL));
            assertThat(feed.await(6))
                    .extracting(event -> event.data().path("action").asString() + " "
                            + event.data().path("recipient").asString() + " "
                            + event.data().path("reason").asString("-"))
                    .containsExactlyInAnyOrder(
                            "hold bob@one.example -",
                            "hold dave@two.example -",
                            "release dave@two.example -",
                            "bounce bob@one.example not today",
                            "cancel bob@one.example -",
                            "cancel dave@two.example -");
            assertThat(feed.await(6))
                    .extracting(event -> event.data().path("traceId").asString())
                    .containsOnly("trace-one");
        }
    }

    @Test
    void whatIsHeldWaitsForItsRelease() {
        var message = submit("bob@one.example", "dave@two.example");
        messages.order(message.id(), new OutboundOrder(Action.HOLD, "BOB@one.example", null, null));
        assertThat(states(message)).containsExactly(OutboundState.HELD, OutboundState.QUEUED);
        assertThat(gateway.leaseAll()).extracting(lease -> lease.destination()).containsExactly("two.example");
        assertThatThrownBy(() -> messages.order(message.id(), OutboundOrder.of(Action.RETRY)))
                .isInstanceOf(MailboxException.InUse.class);
        messages.order(message.id(), OutboundOrder.of(Action.RELEASE));
        assertThat(gateway.leaseAll()).extracting(lease -> lease.destination()).containsExactly("one.example");
    }

    @Test
    void whatIsDeferredIsTriedAtOnceOnRequest() {
        var message = submit("bob@one.example");
        gateway.settle(gateway.lease(1).getFirst(), Result.DEFERRED);
        assertThat(gateway.lease(1)).isEmpty();
        messages.order(message.id(), OutboundOrder.of(Action.RETRY));
        assertThat(gateway.lease(1).getFirst().recipients().getFirst().attempts())
                .isEqualTo(1);
    }

    @Test
    void whatIsCancelledIsOver() {
        var message = submit("bob@one.example");
        messages.order(message.id(), OutboundOrder.of(Action.CANCEL));
        assertThat(states(message)).containsExactly(OutboundState.CANCELLED);
        assertThat(gateway.lease(1)).isEmpty();
        assertThatThrownBy(() -> messages.order(message.id(), OutboundOrder.of(Action.RETRY)))
                .isInstanceOf(MailboxException.InUse.class);
    }

    @Test
    void whatIsGivenUpIsToldToItsSenderEvenWhereNothingIsSentTo() {
        var message = submit("bob@one.example");
        destinations.pause("one.example", new OutboundPause("under attack"));
        messages.order(message.id(), new OutboundOrder(Action.BOUNCE, null, "not today", null));
        var lease = gateway.lease(1).getFirst();
        assertThat(lease.recipients().getFirst().order()).isEqualTo(Order.BOUNCE);
        assertThat(lease.recipients().getFirst().reason()).isEqualTo("not today");
        gateway.settle(lease, Result.FAILED);
        assertThat(states(message)).containsExactly(OutboundState.BOUNCED);
    }

    @Test
    void nothingIsSentToADestinationThatIsPaused() {
        submit("bob@one.example", "dave@two.example");
        assertThat(destinations.pause("One.example", new OutboundPause("down")).pausedAt())
                .isNotNull();
        assertThat(destinations.list(null, null).items())
                .extracting(it -> it.name() + " " + it.waiting() + " " + it.reason())
                .containsExactly("one.example 1 down", "two.example 1 null");
        assertThat(gateway.leaseAll()).extracting(lease -> lease.destination()).containsExactly("two.example");
        destinations.resume("one.example");
        assertThat(gateway.leaseAll()).extracting(lease -> lease.destination()).containsExactly("one.example");
    }

    @Test
    void anOrderIsForAllOfADestination() {
        submit("a@one.example", "b@one.example", "c@two.example");
        var report = destinations.order("one.example", OutboundOrder.of(Action.HOLD));
        assertThat(report.recipients()).isEqualTo(2);
        assertThat(gateway.leaseAll()).extracting(lease -> lease.destination()).containsExactly("two.example");
    }

    @Test
    void whatAGatewayHasIsLeftAlone() {
        var message = submit("bob@one.example");
        gateway.lease(1);
        assertThatThrownBy(() -> messages.order(message.id(), OutboundOrder.of(Action.CANCEL)))
                .isInstanceOf(MailboxException.InUse.class);
        CLOCK.advance(Duration.ofMinutes(2));
        messages.order(message.id(), OutboundOrder.of(Action.CANCEL));
        assertThat(states(message)).containsExactly(OutboundState.CANCELLED);
    }

    @Test
    void theNearestSmartHostTakesIt() {
        route(null, null, "default.example");
        route("admin.example", null, "sender.example");
        route(null, "one.example", "recipient.example");
        route("admin.example", "one.example", "both.example");
        submit("bob@one.example", "dave@two.example");
        gateway.submit(zoe, "zoe@other.example", "x", "bob@one.example", "dave@two.example");
        assertThat(gateway.leaseAll())
                .extracting(lease -> lease.reversePath().charAt(0) + " " + lease.destination() + " "
                        + lease.smartHost().host())
                .containsExactlyInAnyOrder(
                        "a one.example both.example",
                        "a two.example sender.example",
                        "z one.example recipient.example",
                        "z two.example default.example");
        assertThatThrownBy(() -> route(null, null, "another.example"))
                .isInstanceOf(MailboxException.AlreadyExists.class);
    }

    private static void route(@Nullable String sender, @Nullable String recipient, String host) {
        routes.create(new NewOutboundRoute(true, sender, recipient, host, 25, SmartHostTls.OPPORTUNISTIC, null, null));
    }

    @Test
    void aMessageIsReroutedAndThePasswordOfTheSmartHostIsKeptEncrypted() {
        var route = routes.create(new NewOutboundRoute(
                false, null, null, "smart.example", 587, SmartHostTls.VERIFIED, "valija", "pä55word"));
        var message = submit("bob@one.example");
        assertThat(gateway.lease(1).getFirst().smartHost()).isNull();
        CLOCK.advance(Duration.ofMinutes(2));
        messages.order(message.id(), new OutboundOrder(Action.REROUTE, null, null, route.id()));
        assertThat(gateway.lease(1).getFirst().smartHost())
                .isEqualTo(new SmartHost("smart.example", 587, SmartHostTls.VERIFIED, "valija", "pä55word"));
        assertThat(new Post(server).texts("select encode(auth_password, 'escape') from outbound_route"))
                .noneMatch(kept -> kept.contains("55word"));
        assertThat(routes.list(null, null).items()).containsExactly(route);
        routes.delete(route.id());
        CLOCK.advance(Duration.ofMinutes(2));
        assertThat(gateway.lease(1).getFirst().smartHost()).isNull();
    }

    @Test
    void aRouteIsChangedAsAWholeAndKeepsItsPasswordWhereItWasMeantFor() {
        var route = routes.create(new NewOutboundRoute(
                true, null, "one.example", "smart.example", 587, SmartHostTls.VERIFIED, "zoe", "s3cret"));
        var same = new NewOutboundRoute(
                true, null, "one.example", "smart.example", 587, SmartHostTls.ENCRYPTED, "zoe", null);
        assertThat(routes.replace(route.id(), same).tls()).isEqualTo(SmartHostTls.ENCRYPTED);
        submit("bob@one.example");
        assertThat(gateway.lease(1).getFirst().smartHost())
                .isEqualTo(new SmartHost("smart.example", 587, SmartHostTls.ENCRYPTED, "zoe", "s3cret"));
        var elsewhere = new NewOutboundRoute(
                true, null, "one.example", "other.example", 587, SmartHostTls.ENCRYPTED, "zoe", null);
        assertThatThrownBy(() -> routes.replace(route.id(), elsewhere))
                .isInstanceOfSatisfying(
                        MailboxException.Invalid.class,
                        e -> assertThat(e.field()).isEqualTo("password"));
        var nobody = new NewOutboundRoute(
                true, null, "two.example", "other.example", 25, SmartHostTls.OPPORTUNISTIC, null, null);
        var replaced = routes.replace(route.id(), nobody);
        assertThat(routes.list(null, null).items()).containsExactly(replaced);
        assertThat(new Post(server).texts("select auth_password from outbound_route"))
                .containsExactly((String) null);
        routes.delete(route.id());
        assertThatThrownBy(() -> routes.replace(route.id(), nobody)).isInstanceOf(MailboxException.NotFound.class);
    }

    @Test
    void whoAdministersADomainSeesAndChangesNothingElse() {
        var message = submit("bob@one.example");
        var theirs = of("other.example");
        assertThat(theirs.list(null, null, null, null, null, null, null, null).items())
                .isEmpty();
        assertThatThrownBy(() -> theirs.get(message.id())).isInstanceOf(MailboxException.NotFound.class);
        assertThatThrownBy(() -> theirs.order(message.id(), OutboundOrder.of(Action.CANCEL)))
                .isInstanceOf(MailboxException.NotFound.class);
        var ours = of("admin.example");
        var foreign = routes.create(new NewOutboundRoute(
                false, "other.example", null, "smart.example", 587, SmartHostTls.VERIFIED, "zoe", "secret"));
        assertThatThrownBy(() -> ours.order(message.id(), new OutboundOrder(Action.REROUTE, null, null, foreign.id())))
                .isInstanceOf(MailboxException.Invalid.class);
        assertThat(ours.list(null, null, null, null, null, null, null, null).items())
                .hasSize(1);
        assertThat(ours.order(message.id(), OutboundOrder.of(Action.CANCEL)).recipients())
                .extracting(OutboundRecipient::state)
                .containsExactly(OutboundState.CANCELLED);
    }

    @ParameterizedTest
    @CsvSource({
        "state=deferred, ",
        "queuedBefore=2030-01-02T03:04:05Z, ",
        "sender=, ",
        "state=lost, state",
        "queuedBefore=yesterday, queuedBefore",
        "destination=-, destination",
        "recipient=bob, recipient",
        "domain=a b, domain",
    })
    void aListIsAskedForInTheWordsOfTheDescription(String query, @Nullable String field) {
        var answer = new RawHttp(server.url(), MailboxServer.ADMIN_KEY)
                .get("/v1/outbound-messages?" + query.replace(" ", "%20"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(field == null ? 200 : 400);
        if (field != null) {
            assertThat(answer.problem().field()).isEqualTo(field);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            POST | /v1/outbound-messages/%d/orders             | {"action":"explode"}                                   | action
            POST | /v1/outbound-messages/%d/orders             | {}                                                     | action
            POST | /v1/outbound-messages/%d/orders             | {"action":"retry","recipient":"bob"}                   | recipient
            POST | /v1/outbound-messages/%d/orders             | {"action":"retry","reason":"x"}                        | reason
            POST | /v1/outbound-messages/%d/orders             | {"action":"bounce","reason":"a\\r\\nb"}                | reason
            POST | /v1/outbound-messages/%d/orders             | {"action":"hold","route":1}                            | route
            POST | /v1/outbound-messages/%d/orders             | {"action":"reroute","route":987654321}                 | route
            PUT  | /v1/outbound-destinations/-bad-/pause       | {"reason":"x"}                                         | destination
            PUT  | /v1/outbound-destinations/one.example/pause | {"reason":" "}                                         | reason
            POST | /v1/outbound-routes | {"automatic":true,"host":"a b","port":25,"tls":"verified"}                     | host
            POST | /v1/outbound-routes | {"automatic":true,"host":"a","port":0,"tls":"verified"}                        | port
            POST | /v1/outbound-routes | {"automatic":true,"host":"a","port":65536,"tls":"verified"}                    | port
            POST | /v1/outbound-routes | {"automatic":true,"host":"a","port":25,"tls":"none"}                           | tls
            POST | /v1/outbound-routes | {"automatic":true,"host":"a","port":25,"tls":"verified","user":"u"}            | password
            POST | /v1/outbound-routes | {"automatic":true,"host":"a","port":25,"tls":"verified","senderDomain":"-"}    | senderDomain
            """)
    void badInputIsRefusedByName(String method, String path, String body, String field) {
        var message = submit("bob@one.example");
        var http = new RawHttp(server.url(), MailboxServer.ADMIN_KEY);
        var answer = http.send(http.request(path.formatted(message.id()))
                .setHeader("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build());
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.problem().field()).isEqualTo(field);
        assertThat(states(message)).containsExactly(OutboundState.QUEUED);
        assertThat(routes.list(null, null).items()).isEmpty();
    }
}
