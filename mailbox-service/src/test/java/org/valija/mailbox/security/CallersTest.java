package org.valija.mailbox.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.testing.MailboxServer;
import org.valija.mailbox.testing.RawHttp;

/** Who may do what. */
class CallersTest {

    private static MailboxServer server;
    private static AccountId ann;
    private static AccountId bob;
    private static String annsToken;

    @BeforeAll
    static void start() {
        server = MailboxServer.shared();
        ann = server.createAccount("ann@callers.example", "a good password");
        bob = server.createAccount("bob@callers.example", "a good password");
        annsToken =
                server.login("ann@callers.example", "a good password").token().value();
    }

    private static RawHttp bearing(String who) {
        return new RawHttp(
                server.url(),
                switch (who) {
                    case "nobody" -> null;
                    case "admin" -> MailboxServer.ADMIN_KEY;
                    case "ann" -> annsToken;
                    default -> MailboxServer.credential(ServiceName.valueOf(who.toUpperCase()));
                });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET /v1/domains                                       | nobody 401 | admin 200 | smtp 403 | pop3 403 | imap 403 | ann 403
            GET /v1/accounts                                      | nobody 401 | admin 200 | smtp 403 | pop3 403 | imap 403 | ann 403
            GET /v1/accounts/ANN                                  | nobody 401 | admin 200 | smtp 403 | pop3 403 | imap 403 | ann 200
            GET /v1/accounts/BOB                                  | nobody 401 | admin 200 | smtp 403 | pop3 403 | imap 403 | ann 403
            DELETE /v1/accounts/ANN                               | nobody 401 | smtp 403  | pop3 403 | imap 403 | ann 403  | ann 403
            GET /v1/aliases                                       | nobody 401 | admin 200 | smtp 403 | pop3 403 | imap 403 | ann 403
            GET /v1/recipients?address=ann@callers.example&size=0 | nobody 401 | admin 200 | smtp 200 | pop3 403 | imap 403 | ann 403
            POST /v1/deliveries                                   | nobody 401 | pop3 403  | imap 403 | ann 403  | ann 403  | ann 403
            GET /v1/accounts/ANN/mailboxes                        | nobody 401 | admin 403 | smtp 403 | pop3 403 | imap 403 | ann 200
            GET /v1/accounts/BOB/mailboxes                        | nobody 401 | admin 403 | smtp 403 | pop3 403 | imap 403 | ann 403
            POST /v1/accounts/BOB/maildrop-leases                 | nobody 401 | admin 403 | smtp 403 | pop3 403 | imap 403 | ann 403
            GET /actuator/health                                  | nobody 200 | admin 200 | smtp 200 | pop3 200 | imap 200 | ann 200
            GET /actuator/prometheus                              | nobody 200 | admin 200 | smtp 200 | pop3 200 | imap 200 | ann 200
            GET /actuator/env                                     | nobody 401 | admin 404 | smtp 403 | pop3 403 | imap 403 | ann 403
            """)
    void aCallerMayDoWhatItsScopesSay(
            String request, String first, String second, String third, String fourth, String fifth, String sixth) {
        var method = request.split(" ")[0];
        var path = request.split(" ")[1].replace("ANN", ann.toString()).replace("BOB", bob.toString());
        for (var expected : new String[] {first, second, third, fourth, fifth, sixth}) {
            var who = expected.split(" ")[0];
            assertThat(bearing(who).call(method, path, "application/json", null).status())
                    .as("%s of %s", request, who)
                    .isEqualTo(Integer.parseInt(expected.split(" ")[1]));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "admin-key-of-the-test",
                "admin-key-of-the-testsx",
                "a.b.c",
                // alg "none", with the claims of an account: RFC 8725, 3.1
                "eyJhbGciOiJub25lIn0.eyJpc3MiOiJ2YWxpamEiLCJzdWIiOiIxIiwicHd2IjoxLCJleHAiOjQxMDI0NDQ4MDB9."
            })
    void whatIsNoneOfOursIsRefused(String bearer) {
        var answer = new RawHttp(server.url(), bearer).get("/v1/domains");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
        assertThat(answer.problem().type()).isEqualTo("urn:valija:problem:not-authenticated");
    }

    @Test
    void aTokenThatWasChangedIsRefused() {
        var parts = annsToken.split("\\.");
        for (int part = 0; part < parts.length; part++) {
            var changed = parts.clone();
            int middle = parts[part].length() / 2;
            char other = parts[part].charAt(middle) == 'A' ? 'B' : 'A';
            changed[part] = parts[part].substring(0, middle) + other + parts[part].substring(middle + 1);
            var answer = new RawHttp(server.url(), String.join(".", changed)).get("/v1/accounts/" + ann + "/mailboxes");
            assertThat(answer.status()).isEqualTo(401);
        }
    }

    @Test
    void anotherSchemeThanBearerIsRefused() {
        var nobody = new RawHttp(server.url(), null);
        var basic = nobody.request("/v1/domains")
                .header("Authorization", "Basic YWRtaW46YWRtaW4=")
                .build();
        assertThat(nobody.send(basic).status()).isEqualTo(401);
    }

    @Test
    void healthTellsWhetherTheDatabaseIsThere() {
        assertThat(bearing("nobody")
                        .get("/actuator/health/readiness")
                        .json()
                        .get("status")
                        .asString())
                .isEqualTo("UP");
        assertThat(bearing("nobody")
                        .get("/actuator/health/liveness")
                        .json()
                        .get("status")
                        .asString())
                .isEqualTo("UP");
    }
}
