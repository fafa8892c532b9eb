package org.valija.mailbox.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.account.AccountChange;
import org.valija.mailbox.api.account.AccountsApi;
import org.valija.mailbox.api.event.CloudEvent;
import org.valija.mailbox.security.ServiceName;
import org.valija.mailbox.testing.FeedReader;
import org.valija.mailbox.testing.MailboxServer;
import org.valija.mailbox.testing.RawHttp;
import org.valija.testkit.Eventually;

/** The event feed: its order, resuming it, and who gets what. */
class EventsTest {

    private static final String CHANGED = "org.valija.account.changed";
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private static MailboxServer server;

    @BeforeAll
    static void start() {
        server = MailboxServer.onFreshDatabase();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static FeedReader feed(String query, String lastEventId) {
        return new FeedReader(server.url(), MailboxServer.credential(ServiceName.IMAP), query, lastEventId);
    }

    private static AccountId account() {
        return server.createAccount("user" + NUMBER.incrementAndGet() + "@example.org", "a good password");
    }

    private static void setQuota(AccountId account, long octets) {
        server.client().api(AccountsApi.class).change(account, AccountChange.quota(octets, null));
    }

    private static List<String> accountsOf(List<CloudEvent> events) {
        return events.stream().map(CloudEvent::source).toList();
    }

    @Test
    void eventsComeAsTheyHappenAndInOrder() {
        try (var feed = feed("?type=" + CHANGED, null)) {
            var accounts = IntStream.range(0, 20).mapToObj(_ -> account()).toList();
            var events = feed.await(20);
            assertThat(accountsOf(events))
                    .containsExactlyElementsOf(
                            accounts.stream().map(id -> "/v1/accounts/" + id).toList());
            assertThat(events.getFirst()).satisfies(event -> {
                assertThat(event.specversion()).isEqualTo("1.0");
                assertThat(event.data().get("change").asString()).isEqualTo("created");
                assertThat(event.toMailEvent()).isPresent();
            });
        }
    }

    @Test
    void aFeedResumesAfterTheLastEventThatWasSeen() {
        try (var feed = feed("?type=" + CHANGED, null)) {
            for (int i = 0; i < 3; i++) {
                account();
            }
            var seen = feed.await(3);
            account();
            try (var resumed = feed("?type=" + CHANGED, seen.get(0).id())) {
                assertThat(resumed.await(3).stream().map(CloudEvent::id).toList())
                        .startsWith(seen.get(1).id(), seen.get(2).id());
            }
        }
    }

    @Test
    void aFeedTellsItsPlaceBeforeTheFirstEvent() {
        String place;
        try (var feed = feed("", null)) {
            Eventually.eventually("an id", () -> !feed.ids().isEmpty());
            place = feed.ids().getFirst();
            assertThat(feed.events()).isEmpty();
        }
        var account = account();
        try (var resumed = feed("?type=" + CHANGED, place)) {
            assertThat(accountsOf(resumed.await(1))).contains("/v1/accounts/" + account);
        }
    }

    @Test
    void anEventOfALaterTransactionWaitsForAnEarlierOneThatIsStillRunning() throws Exception {
        try (var feed = feed("?type=" + CHANGED, null);
                var earlier = server.database().connect();
                var statement = earlier.createStatement()) {
            earlier.setAutoCommit(false);
            // Takes its transaction id and its sequence number now, and becomes visible when it commits
            statement.execute("""
                    insert into event (type, data) values ('%s', '{"account": 1, "change": "created", "address": "first"}')""".formatted(CHANGED));
            var later = account();
            // Woken by both, a reader that took what is visible would be past the first by now
            setQuota(later, 1_000_000);
            try (var other = feed("?type=" + CHANGED, null)) {
                Eventually.eventually("an id", () -> !other.ids().isEmpty());
                assertThat(feed.events()).isEmpty();
                earlier.commit();
                var events = feed.await(3);
                assertThat(events.getFirst().data().get("address").asString()).isEqualTo("first");
                assertThat(events).extracting(CloudEvent::source).endsWith("/v1/accounts/" + later);
                assertThat(events).extracting(CloudEvent::id).doesNotHaveDuplicates();
            }
        }
    }

    @Test
    void aTransactionThatWritesNoEventHoldsNothingBackWhenItIsOver() throws Exception {
        try (var feed = feed("?type=" + CHANGED, null);
                var earlier = server.database().connect();
                var statement = earlier.createStatement()) {
            earlier.setAutoCommit(false);
            statement.execute("insert into domain (name) values ('rolled-back.example')");
            account();
            earlier.rollback();
            feed.await(1);
        }
    }

    @Test
    void whatIsRolledBackIsNoEvent() {
        var account = account();
        try (var feed = feed("?account=" + account, null)) {
            assertThatThrownBy(() -> server.client()
                            .api(AccountsApi.class)
                            .change(account, new AccountChange(null, "short", null, 5L, null, null, null)))
                    .isInstanceOf(MailboxException.Invalid.class);
            setQuota(account, 7);
            assertThat(feed.await(1))
                    .singleElement()
                    .satisfies(event ->
                            assertThat(event.data().get("change").asString()).isEqualTo("quota-changed"));
        }
    }

    @Test
    void aFeedIsFilteredByTypeAccountAndDomain() {
        var ann = server.createAccount("ann@one.example", "a good password");
        var bob = server.createAccount("bob@two.example", "a good password");
        try (var byAccount = feed("?account=" + bob, null);
                var byDomain = feed("?domain=one.example", null);
                var byType = feed("?type=org.valija.login.failed&type=" + CHANGED + "&domain=two.example", null)) {
            setQuota(ann, 1000);
            setQuota(bob, 1000);
            assertThatThrownBy(() -> server.login("nobody@two.example", "whatever"))
                    .isInstanceOf(MailboxException.NotAuthenticated.class);
            assertThat(accountsOf(byAccount.await(1))).containsExactly("/v1/accounts/" + bob);
            assertThat(accountsOf(byDomain.await(1))).containsExactly("/v1/accounts/" + ann);
            assertThat(accountsOf(byType.await(2))).containsExactly("/v1/accounts/" + bob, "/v1");
        }
    }

    @Test
    void anOldPositionIsReadFromTheDatabaseWithTheSameFilter() {
        try (var feed = feed("?domain=old.example&type=" + CHANGED, null)) {
            Eventually.eventually("an id", () -> !feed.ids().isEmpty());
            var beginning = feed.ids().getFirst();
            var account = server.createAccount("old@old.example", "a good password");
            feed.await(1);
            // What the tail of a restarted service holds begins later
            server.stop();
            server.start();
            setQuota(account, 77);
            try (var replay = feed("?domain=old.example&type=" + CHANGED, beginning)) {
                assertThat(replay.await(2))
                        .extracting(event -> event.data().get("change").asString())
                        .containsExactly("created", "quota-changed");
            }
        }
    }

    @Test
    void anOldPositionIsReadInTheOrderOfNumbers() {
        server.stop();
        server.database().execute("""
                insert into event (transaction, time, type, domain, data)
                select n::text::xid8, now(), '%s', 'numbers.example', jsonb_build_object(
                    'account', 1, 'change', 'created', 'address', n) from unnest(array[9, 99, 10, 100]) n""".formatted(CHANGED));
        server.start();
        try (var replay = feed("?domain=numbers.example", "8-0")) {
            assertThat(replay.await(4))
                    .extracting(event -> event.data().get("address").asString())
                    .containsExactly("9", "10", "99", "100");
        }
    }

    @Test
    void aUserGetsNoEventsButTheirOwn() {
        var ann = server.createAccount("ann@own.example", "a good password");
        var bob = server.createAccount("bob@own.example", "a good password");
        var token = server.login("ann@own.example", "a good password").token().value();
        try (var feed = new FeedReader(server.url(), token, "", null)) {
            setQuota(bob, 1000);
            setQuota(ann, 1000);
            assertThat(accountsOf(feed.await(1))).containsExactly("/v1/accounts/" + ann);
        }
        var asked = new RawHttp(server.url(), token).get("/v1/events?account=" + bob);
        assertThat(asked.status()).isEqualTo(403);
    }

    @Test
    void aPositionWhoseEventsWereDroppedIsGone() {
        server.stop();
        server.database().execute("""
                create table event_20200101 partition of event for values from ('2020-01-01') to ('2020-01-02')""");
        server.database().execute("""
                insert into event (transaction, time, type, data)
                values ('5', '2020-01-01 12:00Z', '%s', '{"account": 1, "change": "created", "address": "old"}')""".formatted(CHANGED));
        server.start();
        server.runJob("event-partitions"); // drops days that are over
        var raw = new RawHttp(server.url(), MailboxServer.ADMIN_KEY);
        var request = raw.request("/v1/events").header("Accept", "text/event-stream");
        var dropped = raw.send(request.copy().header("Last-Event-ID", "4-1").build());
        assertThat(dropped.status()).isEqualTo(410);
        assertThat(dropped.problem().type()).isEqualTo("urn:valija:problem:gone");
        var otherDatabase = raw.send(
                request.copy().header("Last-Event-ID", "999999999999-1").build());
        assertThat(otherDatabase.status()).isEqualTo(410);
        var wrong = raw.send(request.copy().header("Last-Event-ID", "yesterday").build());
        assertThat(wrong.problem().field()).isEqualTo("Last-Event-ID");
    }

    @Test
    void aStopEndsFeedsInGoodOrder() {
        try (var feed = feed("", null)) {
            assertThat(feed.status()).isEqualTo(200);
            server.stop();
            feed.awaitEnd();
        } finally {
            server.start();
        }
    }

    @Test
    void aFollowerThatNeverReadsHoldsUpNobody() {
        var raw = new RawHttp(server.url(), MailboxServer.ADMIN_KEY);
        var request = raw.request("/v1/events").build();
        try (var http = HttpClient.newHttpClient()) {
            http.sendAsync(request, _ -> HttpResponse.BodySubscribers.fromSubscriber(new NeverReads()));
            try (var feed = feed("?type=" + CHANGED, null)) {
                for (int i = 0; i < 50; i++) {
                    account();
                }
                feed.await(50);
            }
            http.shutdownNow();
        }
    }

    private static final class NeverReads implements Flow.Subscriber<List<ByteBuffer>> {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {}

        @Override
        public void onNext(List<ByteBuffer> item) {}

        @Override
        public void onError(Throwable throwable) {}

        @Override
        public void onComplete() {}
    }
}
