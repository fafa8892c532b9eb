package org.valija.pop3;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.valija.mailbox.api.account.AccountChange;
import org.valija.mailbox.api.account.AccountsApi;
import org.valija.testkit.LineClient;
import org.valija.testkit.ScramClient;

/** Logging in without sending the password: RFC 5034, RFC 5802, RFC 7677 and RFC 9266. */
class ScramTest {

    private static final String WRONG = "-ERR [AUTH] user name or password is wrong";

    private final LivePop3 pop3 = LivePop3.shared();

    private LineClient connect(String listener) {
        var client = LineClient.connect(pop3.port(listener));
        if (listener.equals("pop3s")) {
            client.startTls();
        }
        assertThat(client.readLine()).isEqualTo("+OK POP3 server ready");
        return client;
    }

    /** The reply to the whole exchange, or to the step that it broke off at. */
    private static String login(LineClient connection, String mechanism, ScramClient scram) {
        return login(connection, mechanism, scram, proof -> proof);
    }

    private static String login(
            LineClient connection, String mechanism, ScramClient scram, UnaryOperator<String> changed) {
        connection.send("AUTH " + mechanism + " " + scram.first());
        var first = connection.readLine();
        if (!first.startsWith("+ ")) {
            return first;
        }
        var serverFirst = first.substring(2);
        connection.send(changed.apply(scram.last(serverFirst)));
        var last = connection.readLine();
        if (!last.startsWith("+ ")) {
            return last;
        }
        // The server has to know the password as well
        assertThat(last).isEqualTo("+ " + scram.serverFinal(serverFirst));
        connection.send("");
        return connection.readLine();
    }

    @Test // RFC 5034, 4; RFC 7677, 3
    void aPasswordIsProvedWithoutBeingSent() {
        var owner = pop3.owner("Subject: a\n\nb");
        for (var listener : new String[] {"pop3", "pop3s"}) {
            try (var client = connect(listener)) {
                assertThat(login(client, "SCRAM-SHA-256", ScramClient.of(owner.address(), LivePop3.PASSWORD)))
                        .isEqualTo("+OK maildrop has 1 messages (17 octets)");
                client.send("QUIT");
                assertThat(client.readLine()).isEqualTo("+OK bye");
            }
        }
    }

    @Test // RFC 5034, 4: the first message as answer to an empty challenge, in any case of the name
    void theFirstMessageMayComeLater() {
        var owner = pop3.owner();
        var scram = ScramClient.of(owner.address(), LivePop3.PASSWORD);
        try (var client = connect("pop3")) {
            client.send("auth scram-sha-256");
            assertThat(client.readLine()).isEqualTo("+ ");
            client.send(scram.first());
            var serverFirst = client.readLine().substring(2);
            client.send(scram.last(serverFirst));
            assertThat(client.readLine()).isEqualTo("+ " + scram.serverFinal(serverFirst));
            client.send("");
            assertThat(client.readLine()).startsWith("+OK maildrop");
        }
    }

    @Test // RFC 9266, 2; RFC 5802, 6
    void plusBindsTheLoginToTheConnection() {
        var owner = pop3.owner();
        try (var client = connect("pop3s");
                var other = connect("pop3s")) {
            var elsewhere = ScramClient.boundTo(other, owner.address(), LivePop3.PASSWORD);
            assertThat(login(client, "SCRAM-SHA-256-PLUS", elsewhere))
                    .isEqualTo("-ERR [AUTH] channel binding is not that of this connection");
            var here = ScramClient.boundTo(client, owner.address(), LivePop3.PASSWORD);
            assertThat(login(client, "SCRAM-SHA-256-PLUS", here)).isEqualTo("+OK maildrop has 0 messages (0 octets)");
        }
    }

    @Test // RFC 5802, 6: the list of mechanisms was changed on its way
    void aDowngradeIsRefusedUnderTlsOnly() {
        var owner = pop3.owner();
        var downgraded = ScramClient.of(owner.address(), LivePop3.PASSWORD).with("y,,", new byte[0]);
        try (var client = connect("pop3s")) {
            assertThat(login(client, "SCRAM-SHA-256", downgraded))
                    .isEqualTo("-ERR [AUTH] channel binding is offered here, and the client was told otherwise");
        }
        try (var client = connect("pop3")) {
            assertThat(login(client, "SCRAM-SHA-256-PLUS", downgraded)).isEqualTo("-ERR unknown mechanism");
            assertThat(login(client, "SCRAM-SHA-256", downgraded)).startsWith("+OK maildrop");
        }
    }

    @Test // RFC 3206, 5
    void whatIsWrongIsNotTold() {
        var owner = pop3.owner();
        try (var client = connect("pop3")) {
            var stranger = ScramClient.of("nobody@example.org", LivePop3.PASSWORD);
            assertThat(login(client, "SCRAM-SHA-256", stranger)).isEqualTo(WRONG);
            var guess = ScramClient.of(owner.address(), "not this password");
            assertThat(login(client, "SCRAM-SHA-256", guess)).isEqualTo(WRONG);
            var right = ScramClient.of(owner.address(), LivePop3.PASSWORD);
            assertThat(login(client, "SCRAM-SHA-256", right)).startsWith("+OK");
        }
    }

    @Test // RFC 5802, 9: what somebody has heard is of no use
    void anExchangeCannotBePlayedAgain() {
        var owner = pop3.owner();
        var scram = ScramClient.of(owner.address(), LivePop3.PASSWORD);
        var heard = new String[1];
        try (var client = connect("pop3")) {
            assertThat(login(client, "SCRAM-SHA-256", scram, proof -> heard[0] = proof))
                    .startsWith("+OK");
            client.send("QUIT");
            assertThat(client.readLine()).isEqualTo("+OK bye");
        }
        try (var client = connect("pop3")) {
            assertThat(login(client, "SCRAM-SHA-256", scram, _ -> heard[0])).isEqualTo(WRONG);
        }
    }

    @Test // RFC 5802, 7
    void whatIsMalformedIsRefusedAndTheSessionGoesOn() {
        var owner = pop3.owner();
        var scram = ScramClient.of(owner.address(), LivePop3.PASSWORD);
        try (var client = connect("pop3")) {
            client.send("AUTH SCRAM-SHA-256 bm90IHNjcmFt");
            assertThat(client.readLine()).isEqualTo("-ERR SCRAM begins with a gs2-header");
            client.send("AUTH SCRAM-SHA-256 !");
            assertThat(client.readLine()).isEqualTo("-ERR response is not base64");
            assertThat(login(client, "SCRAM-SHA-256", scram, _ -> "*")).isEqualTo("-ERR authentication cancelled");
            assertThat(login(client, "SCRAM-SHA-256", scram, _ -> "YyE9Ymk=")).startsWith("-ERR [AUTH] ");
            assertThat(login(client, "SCRAM-SHA-256", scram, proof -> proof.substring(0, 8)))
                    .startsWith("-ERR [AUTH] ");
            assertThat(login(client, "SCRAM-SHA-256", scram)).startsWith("+OK");
        }
    }

    @Test // RFC 3206, 4
    void aDisabledAccountIsToldToWhoeverKnowsItsPassword() {
        var owner = pop3.owner();
        pop3.mailbox().client().api(AccountsApi.class).change(owner.account(), AccountChange.enabled(false));
        try (var client = connect("pop3")) {
            assertThat(login(client, "SCRAM-SHA-256", ScramClient.of(owner.address(), "a guess")))
                    .isEqualTo(WRONG);
            assertThat(login(client, "SCRAM-SHA-256", ScramClient.of(owner.address(), LivePop3.PASSWORD)))
                    .isEqualTo("-ERR [SYS/PERM] account is disabled");
        }
    }
}
