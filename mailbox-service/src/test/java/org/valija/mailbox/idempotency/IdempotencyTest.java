package org.valija.mailbox.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.Ordered;
import org.valija.mailbox.api.account.NewAccount;
import org.valija.mailbox.testing.MailboxServer;
import org.valija.mailbox.testing.RawHttp;
import org.valija.mailbox.testing.RawHttp.Answer;
import org.valija.mailbox.testing.SettableClock;
import org.valija.mailbox.testing.TestUser;
import org.valija.testkit.Eventually;
import org.valija.testkit.TestPostgres;
import tools.jackson.dataformat.cbor.CBORMapper;

class IdempotencyTest {

    private static final SettableClock CLOCK = new SettableClock();
    private static final String CRASH = "X-Crash-After-Commit";
    private static final String MESSAGE = "Subject: once\r\n\r\nOnly once.\r\n";

    private static MailboxServer one;
    private static MailboxServer two;

    private final RawHttp here = new RawHttp(one.url(), MailboxServer.ADMIN_KEY);
    private final RawHttp there = new RawHttp(two.url(), MailboxServer.ADMIN_KEY);
    private final String key = UUID.randomUUID().toString();

    @BeforeAll
    static void startReplicas() {
        var database = TestPostgres.database();
        one = MailboxServer.on(database, CLOCK.inServer().andThen(crashing()));
        two = MailboxServer.on(database, CLOCK.inServer());
        one.createAccount("ann@once.example", "correct horse");
        one.createAccount("bob@once.example", "correct horse");
    }

    @AfterAll
    static void stopReplicas() {
        one.close();
        two.close();
    }

    /** Loses the answer of a request on its way out, as a replica does that dies right after a commit. */
    private static Consumer<SpringApplicationBuilder> crashing() {
        return application -> application.initializers(context -> ((GenericApplicationContext) context)
                .registerBean("crash", FilterRegistrationBean.class, () -> {
                    var filter = new FilterRegistrationBean<jakarta.servlet.Filter>((request, response, chain) -> {
                        chain.doFilter(request, response);
                        if (((jakarta.servlet.http.HttpServletRequest) request).getHeader(CRASH) != null) {
                            throw new IllegalStateException("the replica is gone");
                        }
                    });
                    filter.setOrder(Ordered.LOWEST_PRECEDENCE);
                    return filter;
                }));
    }

    private Answer post(RawHttp client, String path, String json) {
        return client.send(request(client, path)
                .setHeader("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build());
    }

    private Answer deliver(RawHttp client, String message) {
        return client.send(request(client, "/v1/deliveries?from=&to=ann@once.example")
                .setHeader("Content-Type", "message/rfc822")
                .POST(BodyPublishers.ofString(message))
                .build());
    }

    private HttpRequest.Builder request(RawHttp client, String path) {
        return client.request(path).header(IdempotencyKey.HEADER, key);
    }

    private long messagesOfAnn() {
        return here.get("/v1/accounts?address=ann@once.example")
                .json()
                .get("items")
                .get(0)
                .get("usedMessages")
                .asLong();
    }

    @Test
    void theSameKeyGetsTheSameAnswerThroughAnyReplica() {
        var first = post(here, "/v1/domains", "{\"name\":\"same.example\"}");
        assertThat(first.status()).isEqualTo(201);
        for (var again : new Answer[] {
            post(here, "/v1/domains", "{\"name\":\"same.example\"}"),
            post(there, "/v1/domains", "{\"name\":\"same.example\"}")
        }) {
            assertThat(again.status()).isEqualTo(201);
            assertThat(again.body()).isEqualTo(first.body());
            assertThat(again.header("Content-Type")).isEqualTo(first.header("Content-Type"));
            assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
            assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        }
        assertThat(here.post("/v1/domains", "{\"name\":\"same.example\"}").status())
                .as("without the key it is another request")
                .isEqualTo(409);
    }

    @Test
    void aRefusalIsKeptAsWell() {
        assertThat(post(here, "/v1/domains", "{\"name\":\"a..b\"}").status()).isEqualTo(400);
        var again = post(there, "/v1/domains", "{\"name\":\"a..b\"}");
        assertThat(again.status()).isEqualTo(400);
        assertThat(again.problem().field()).isEqualTo("name");
        assertThat(again.header("Content-Type")).isEqualTo("application/problem+json");
    }

    @Test
    void theSameKeyWithAnotherRequestIsRefused() {
        post(here, "/v1/domains", "{\"name\":\"first.example\"}");
        for (var other : new Answer[] {
            post(there, "/v1/domains", "{\"name\":\"second.example\"}"),
            post(there, "/v1/aliases", "{\"name\":\"first.example\"}"),
            post(there, "/v1/domains?x=y", "{\"name\":\"first.example\"}")
        }) {
            assertThat(other.status()).isEqualTo(422);
            assertThat(other.problem().type()).isEqualTo("urn:valija:problem:idempotency-key-reused");
            assertThat(other.problem().field()).isEqualTo("Idempotency-Key");
        }
        assertThat(here.get("/v1/domains/second.example").status()).isEqualTo(404);
    }

    @Test
    void anotherCallersKeyIsAnotherKey() {
        var ann = new RawHttp(
                one.url(),
                one.login("ann@once.example", "correct horse").token().value());
        var bob = new RawHttp(
                one.url(),
                one.login("bob@once.example", "correct horse").token().value());
        var annId = one.login("ann@once.example", "correct horse").account();
        var bobId = one.login("bob@once.example", "correct horse").account();
        assertThat(post(ann, "/v1/accounts/" + annId + "/mailboxes", "{\"name\":\"cats\"}")
                        .status())
                .isEqualTo(200);
        var other = post(bob, "/v1/accounts/" + bobId + "/mailboxes", "{\"name\":\"dogs\"}");
        assertThat(other.status()).isEqualTo(200);
        assertThat(other.json().get("name").asString()).isEqualTo("dogs");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "\"open"})
    void aKeyThatIsNoneIsRefused(String bad) {
        var answer = rawPost(bad);
        assertThat(answer).startsWith("HTTP/1.1 400").contains("\"field\":\"Idempotency-Key\"");
    }

    /** HttpClient would not send such a header. */
    private static String rawPost(String key) {
        try (var socket = new Socket(one.url().getHost(), one.port())) {
            socket.getOutputStream()
                    .write(("POST /v1/domains HTTP/1.1\r\nHost: a\r\nConnection: close\r\nAuthorization: Bearer "
                                    + MailboxServer.ADMIN_KEY
                                    + "\r\nContent-Type: application/json\r\nIdempotency-Key: "
                                    + key + "\r\nContent-Length: 25\r\n\r\n{\"name\":\"no-key.example\"}")
                            .getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void recordsInCborHaveKeysToo() {
        var mapper = CBORMapper.shared();
        var body = mapper.writeValueAsBytes(new NewAccount("cbor@once.example", "correct horse"));
        var requests = new ArrayList<byte[]>();
        for (var client : new RawHttp[] {here, there}) {
            requests.add(client.sendForBytes(request(client, "/v1/accounts")
                    .setHeader("Content-Type", "application/cbor")
                    .header("Accept", "application/cbor")
                    .POST(BodyPublishers.ofByteArray(body))
                    .build()));
        }
        assertThat(requests.get(1)).isEqualTo(requests.get(0));
        assertThat(mapper.readTree(requests.get(0)).get("address").asString()).isEqualTo("cbor@once.example");
    }

    @Test
    void aMessageIsDeliveredOnce() {
        long before = messagesOfAnn();
        var first = deliver(here, MESSAGE);
        assertThat(first.status()).isEqualTo(200);
        assertThat(deliver(there, MESSAGE).body()).isEqualTo(first.body());
        assertThat(messagesOfAnn()).isEqualTo(before + 1);
        assertThat(deliver(there, MESSAGE + "x").status()).isEqualTo(422);
        assertThat(messagesOfAnn()).isEqualTo(before + 1);
    }

    @Test
    void aMessageIsAppendedOnce() {
        var ann = TestUser.create(one, "append@once.example", 0);
        var client = new RawHttp(one.url(), ann.token().value());
        for (int i = 0; i < 2; i++) {
            var answer = client.send(request(client, "/v1/accounts/" + ann.account() + "/messages?mailbox=INBOX")
                    .setHeader("Content-Type", "message/rfc822")
                    .POST(BodyPublishers.ofString(MESSAGE))
                    .build());
            assertThat(answer.json().get("uids").asString()).isEqualTo("1");
        }
        assertThat(ann.uids("INBOX").size()).isEqualTo(1);
    }

    @Test
    void manyAtOnceAreDoneOnce() throws Exception {
        var json = "{\"address\":\"race@once.example\",\"password\":\"correct horse\"}";
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Callable<Answer>>();
            for (int i = 0; i < 16; i++) {
                var client = i % 2 == 0 ? here : there;
                answers.add(() -> post(client, "/v1/accounts", json));
            }
            var statuses = threads.invokeAll(answers).stream()
                    .map(answer -> answer.resultNow().status())
                    .toList();
            assertThat(statuses).contains(201).allMatch(status -> status == 201 || status == 409);
        }
        assertThat(post(there, "/v1/accounts", json).status()).isEqualTo(201);
        assertThat(here.get("/v1/accounts?address=race@once.example").json().get("items"))
                .hasSize(1);
    }

    @Test
    void whileTheFirstIsUnderWayTheSecondIsToldSo() throws Exception {
        long before = messagesOfAnn();
        try (var slow = slowDelivery()) {
            Eventually.eventually(
                    "the key is claimed", () -> deliver(there, MESSAGE).status() == 409);
            var refused = deliver(there, MESSAGE);
            assertThat(refused.problem().type()).isEqualTo("urn:valija:problem:idempotency-key-in-flight");
            finish(slow);
        }
        assertThat(deliver(there, MESSAGE).status()).isEqualTo(200);
        assertThat(messagesOfAnn()).isEqualTo(before + 1);
    }

    @Test
    void whoseClaimRanOutChangesNothingAnyMore() throws Exception {
        long before = messagesOfAnn();
        try (var slow = slowDelivery()) {
            Eventually.eventually(
                    "the key is claimed", () -> deliver(there, MESSAGE).status() == 409);
            CLOCK.advance(Duration.ofMinutes(3));
            assertThat(deliver(there, MESSAGE).status()).isEqualTo(200);
            assertThat(finish(slow)).startsWith("HTTP/1.1 503");
        }
        assertThat(messagesOfAnn()).isEqualTo(before + 1);
    }

    /** Sends all of a delivery but its end. */
    private Socket slowDelivery() throws Exception {
        var socket = new Socket(one.url().getHost(), one.port());
        OutputStream out = socket.getOutputStream();
        out.write(("POST /v1/deliveries?from=&to=ann@once.example HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
                        + "Authorization: Bearer " + MailboxServer.ADMIN_KEY + "\r\nContent-Type: message/rfc822\r\n"
                        + "Idempotency-Key: " + key + "\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + Integer.toHexString(MESSAGE.length()) + "\r\n" + MESSAGE + "\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        out.flush();
        var hash = HexFormat.of().formatHex(new IdempotencyKey("admin", key).lookup());
        Eventually.eventually(
                "the key is claimed",
                () -> rows("select count(*) from idempotency_key where key_hash = '\\x" + hash + "'")
                        .equals("1"));
        return socket;
    }

    private static String finish(Socket slow) throws Exception {
        slow.getOutputStream().write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return new String(slow.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void anAnswerThatWasLostAfterTheCommitIsGivenToWhoAsksAgain() {
        var json = "{\"address\":\"lost@once.example\",\"password\":\"correct horse\"}";
        var lost = here.send(request(here, "/v1/accounts")
                .header(CRASH, "yes")
                .setHeader("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build());
        assertThat(lost.status()).isEqualTo(500);
        var again = post(there, "/v1/accounts", json);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.json().get("address").asString()).isEqualTo("lost@once.example");
    }

    @Test
    void aDeliveryWhoseAnswerWasLostIsNotDeliveredTwice() {
        long before = messagesOfAnn();
        var lost = here.send(request(here, "/v1/deliveries?from=&to=ann@once.example")
                .header(CRASH, "yes")
                .setHeader("Content-Type", "message/rfc822")
                .POST(BodyPublishers.ofString(MESSAGE))
                .build());
        assertThat(lost.status()).isEqualTo(500);
        assertThat(deliver(there, MESSAGE)
                        .json()
                        .get("recipients")
                        .get(0)
                        .get("recipient")
                        .asString())
                .isEqualTo("ann@once.example");
        assertThat(messagesOfAnn()).isEqualTo(before + 1);
    }

    @Test
    void aKeyIsForgottenAfterADay() throws SQLException {
        post(here, "/v1/domains", "{\"name\":\"day.example\"}");
        CLOCK.advance(Duration.ofHours(23));
        assertThat(post(there, "/v1/domains", "{\"name\":\"day.example\"}").status())
                .isEqualTo(201);
        CLOCK.advance(Duration.ofHours(2));
        assertThat(post(there, "/v1/domains", "{\"name\":\"day.example\"}").status())
                .isEqualTo(409);
        CLOCK.advance(Duration.ofHours(25));
        one.runJob("forget-idempotency-keys");
        assertThat(rows("select count(*) from idempotency_key")).isEqualTo("0");
    }

    @Test
    void nothingOfARequestCanBeReadFromTheTable() throws SQLException {
        var session = post(
                here,
                "/v1/sessions",
                "{\"address\":\"ann@once.example\",\"password\":\"correct horse\",\"protocol\":\"rest\"}");
        assertThat(session.json().get("token").asString()).isNotBlank();
        var stored =
                rows("select string_agg(encode(key_hash || fingerprint || answer, 'escape'), '') from idempotency_key");
        assertThat(stored)
                .isNotEmpty()
                .doesNotContain(session.json().get("token").asString(), "token", key, "correct horse");
    }

    private static String rows(String sql) throws SQLException {
        try (var connection = one.database().connect();
                var row = connection.createStatement().executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
