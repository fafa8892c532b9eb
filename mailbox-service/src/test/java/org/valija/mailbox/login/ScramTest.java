package org.valija.mailbox.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.account.AccountChange;
import org.valija.mailbox.api.account.AccountsApi;
import org.valija.mailbox.api.account.ScramFirst;
import org.valija.mailbox.api.account.ScramProof;
import org.valija.mailbox.api.account.ScramSession;
import org.valija.mailbox.api.account.SessionsApi;
import org.valija.mailbox.security.ServiceName;
import org.valija.mailbox.testing.FeedReader;
import org.valija.mailbox.testing.MailboxServer;
import org.valija.mailbox.testing.RawHttp;
import org.valija.mailbox.testing.ScramClient;
import org.valija.mailbox.testing.SettableClock;
import org.valija.testkit.TestPostgres;

/** Logging in by SCRAM-SHA-256 through a protocol service. */
class ScramTest {

    private static final String PASSWORD = "pencil and paper";
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final SettableClock CLOCK = new SettableClock();

    private static MailboxServer server;
    private static MailboxServer replica;

    private final String address = "user" + NUMBER.incrementAndGet() + "@scram.example";
    private final AccountId account = server.createAccount(address, PASSWORD);
    private final ScramClient client = new ScramClient(address, PASSWORD);

    @BeforeAll
    static void start() {
        server = MailboxServer.on(TestPostgres.database(), CLOCK.inServer());
        replica = MailboxServer.on(server.database(), CLOCK.inServer());
    }

    @AfterAll
    static void stop() {
        replica.close();
        server.close();
    }

    private static SessionsApi pop3(MailboxServer at) {
        return at.client(ServiceName.POP3).api(SessionsApi.class);
    }

    private static String challenge(ScramClient client) {
        return pop3(server)
                .challenge(new ScramFirst(client.first(), "pop3", "192.0.2.1"))
                .serverFirstMessage();
    }

    private static ScramSession prove(ScramClient client, String last) {
        return pop3(server).prove(new ScramProof(client.first(), last, "pop3", "192.0.2.1"));
    }

    private static void assertRefused(ScramClient client, String last) {
        assertThatThrownBy(() -> prove(client, last))
                .isInstanceOf(MailboxException.NotAuthenticated.class)
                .hasMessage("wrong address or password");
    }

    @Test // RFC 5802, 5
    void theRightProofGetsASessionAndTheServersProof() {
        var serverFirst = challenge(client);
        assertThat(serverFirst).startsWith("r=" + client.nonce()).endsWith(",i=4096");
        var proved = prove(client, client.last(serverFirst));
        assertThat(client.accepts(serverFirst, proved.serverFinalMessage())).isTrue();
        assertThat(proved.session().account()).isEqualTo(account);
        var answer = new RawHttp(server.url(), proved.session().token().value()).get("/v1/accounts/" + account);
        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void theProofMayGoToAnotherReplica() {
        var serverFirst = challenge(client);
        var proof = new ScramProof(client.first(), client.last(serverFirst), "pop3", "192.0.2.1");
        assertThat(pop3(replica).prove(proof).session().account()).isEqualTo(account);
    }

    @Test // RFC 5802, 7: saslname
    void aUserNameMayHoldCommasAndEqualsSigns() {
        var odd = "\"a,b\"=c" + NUMBER.get() + "@scram.example";
        assertThatThrownBy(() -> server.createAccount(odd, PASSWORD)).isInstanceOf(MailboxException.Invalid.class);
        var allowed = "\"a,b=c" + NUMBER.get() + "\"@scram.example";
        var id = server.createAccount(allowed, PASSWORD);
        var client = new ScramClient(allowed, PASSWORD);
        assertThat(prove(client, client.last(challenge(client))).session().account())
                .isEqualTo(id);
    }

    @Test
    void channelBindingIsPartOfWhatIsProved() {
        var bound =
                new ScramClient(address, PASSWORD, "nonce", "p=tls-exporter,,", new byte[] {1, 2, 3, (byte) 200, 5});
        var last = bound.last(challenge(bound));
        assertRefused(bound, last.replaceFirst("c=[^,]*", "c=biws"));
        prove(bound, last);
    }

    @Test
    void aWrongPasswordIsRefusedAndTold() {
        var wrong = new ScramClient(address, "pencil and rubber");
        try (var feed = new FeedReader(
                server.url(), MailboxServer.ADMIN_KEY, "?type=org.valija.login.failed&account=" + account, null)) {
            assertRefused(wrong, wrong.last(challenge(wrong)));
            assertThat(feed.await(1).getFirst().data().get("protocol").asString())
                    .isEqualTo("pop3");
        }
    }

    @Test
    void whoHasNoAccountIsChallengedAlike() {
        var nobody = new ScramClient("nobody@scram.example", PASSWORD);
        var first = challenge(nobody);
        var again = challenge(nobody);
        assertThat(ScramClient.attribute(first, "s"))
                .isEqualTo(ScramClient.attribute(again, "s"))
                .hasSameSizeAs(ScramClient.attribute(challenge(client), "s"))
                .isNotEqualTo(ScramClient.attribute(challenge(new ScramClient("noone@scram.example", "x")), "s"));
        var elsewhere = pop3(replica).challenge(new ScramFirst(nobody.first(), "pop3", "192.0.2.1"));
        assertThat(ScramClient.attribute(elsewhere.serverFirstMessage(), "s"))
                .isEqualTo(ScramClient.attribute(first, "s"));
        assertThat(first).endsWith(",i=4096");
        assertRefused(nobody, nobody.last(first));
        var noAddress = new ScramClient("nobody", PASSWORD);
        assertRefused(noAddress, noAddress.last(challenge(noAddress)));
    }

    @Test
    void aProofIsGoodOnce() {
        var last = client.last(challenge(client));
        prove(client, last);
        assertRefused(client, last);
    }

    @Test
    void aChallengeExpires() {
        var last = client.last(challenge(client));
        CLOCK.advance(Duration.ofSeconds(61));
        assertRefused(client, last);
        prove(client, client.last(challenge(client)));
    }

    @Test
    void aNonceThatIsNotOursProvesNothing() {
        var serverFirst = challenge(client);
        var nonce = ScramClient.attribute(serverFirst, "r");
        var changed = serverFirst.replace(nonce, nonce.substring(0, nonce.length() - 2) + "AA");
        assertRefused(client, client.last(changed));
        assertRefused(client, client.last(serverFirst.replace(nonce, client.nonce())));
        assertRefused(client, client.last(serverFirst.replace(nonce, client.nonce() + "!!")));
        assertRefused(client, client.last(serverFirst.replace(nonce, "x" + nonce)));
    }

    @Test
    void aChallengeIsGoodForItsUserAndItsServiceOnly() {
        var other = new ScramClient("other" + address, PASSWORD, client.nonce(), "n,,", new byte[0]);
        server.createAccount("other" + address, PASSWORD);
        var salt = ScramClient.attribute(challenge(other), "s");
        var serverFirst = challenge(client);
        assertRefused(other, other.last(serverFirst.replaceFirst(",s=[^,]*", ",s=" + salt)));
        assertThatThrownBy(() -> server.client(ServiceName.IMAP)
                        .api(SessionsApi.class)
                        .prove(new ScramProof(client.first(), client.last(serverFirst), "imap", "192.0.2.1")))
                .isInstanceOf(MailboxException.NotAuthenticated.class);
    }

    @Test
    void aNewPasswordEndsTheOldOneAlsoWithinAnExchange() {
        var last = client.last(challenge(client));
        server.client().api(AccountsApi.class).change(account, AccountChange.password("ink and parchment"));
        assertRefused(client, last);
        var renewed = new ScramClient(address, "ink and parchment");
        prove(renewed, renewed.last(challenge(renewed)));
    }

    @Test
    void failuresDelayTheNextAttemptAsThoseOfPasswordsDo() {
        var wrong = new ScramClient(address, "pencil and rubber");
        for (int i = 0; i < 11; i++) {
            assertRefused(wrong, wrong.last(challenge(wrong)));
        }
        assertThatThrownBy(() -> prove(client, client.last(challenge(client))))
                .isInstanceOf(MailboxException.Unavailable.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "n=user",
                "n=,r=x",
                "n=a=b,r=x",
                "n=a=2cb,r=x",
                "n=user,r=",
                "m=ext,n=user,r=x",
                "r=x,n=user",
                "n=user,r=é"
            })
    void aFirstMessageThatIsNoneIsRefused(String message) {
        var failure = catchThrowableOfType(
                MailboxException.Invalid.class,
                () -> pop3(server).challenge(new ScramFirst(message, "pop3", "192.0.2.1")));
        assertThat(failure.field()).isEqualTo("clientFirstMessageBare");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "c=biws,r=x", "c=biws,p=AAAA", "r=x,c=biws,p=AAAA", "c=biws,r=x,p=A*A", "p=AAAA"})
    void aFinalMessageThatIsNoneIsRefused(String message) {
        var failure = catchThrowableOfType(MailboxException.Invalid.class, () -> prove(client, message));
        assertThat(failure.field()).isEqualTo("clientFinalMessage");
    }

    @Test
    void onlyProtocolServicesMayAsk() {
        var json = """
                {"clientFirstMessageBare": "n=a,r=b", "protocol": "rest", "clientAddress": "192.0.2.1"}""";
        assertThat(new RawHttp(server.url(), null)
                        .post("/v1/sessions/challenges", json)
                        .status())
                .isEqualTo(401);
        assertThat(new RawHttp(server.url(), MailboxServer.ADMIN_KEY)
                        .post("/v1/sessions/challenges", json)
                        .status())
                .isEqualTo(403);
    }
}
