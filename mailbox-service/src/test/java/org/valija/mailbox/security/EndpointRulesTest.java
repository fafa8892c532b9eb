package org.valija.mailbox.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.valija.mailbox.api.account.AccountsApi;
import org.valija.mailbox.api.account.Alias;
import org.valija.mailbox.api.account.AliasesApi;
import org.valija.mailbox.api.account.Login;
import org.valija.mailbox.api.account.SessionsApi;
import org.valija.mailbox.api.apikey.AdminRole;
import org.valija.mailbox.api.apikey.ApiKeysApi;
import org.valija.mailbox.api.apikey.NewApiKey;
import org.valija.mailbox.testing.MailboxServer;
import org.valija.mailbox.testing.RawHttp;

/** Role by endpoint, in the own domain and in another. */
class EndpointRulesTest {

    private static final String PASSWORD = "a good password";
    private static final List<String> CALLERS = List.of(
            "ALL read", "ALL provision", "ALL full", "OWN read", "OWN provision", "OWN full", "smtp", "ann over imap");

    private static MailboxServer server;
    private static final Map<String, String> bearers = new HashMap<>();
    private static final Map<String, String> names = new HashMap<>();

    @BeforeAll
    static void start() {
        server = MailboxServer.shared();
        names.put("ANN", server.createAccount("ann@own.rules.example", PASSWORD).toString());
        names.put(
                "EVE", server.createAccount("eve@other.rules.example", PASSWORD).toString());
        var aliases = server.client().api(AliasesApi.class);
        aliases.create(new Alias("info@own.rules.example", List.of("ann@own.rules.example")));
        aliases.create(new Alias("info@other.rules.example", List.of("eve@other.rules.example")));
        var keys = server.client().api(ApiKeysApi.class);
        for (var role : AdminRole.values()) {
            bearers.put(
                    "ALL " + role.word(),
                    keys.create(new NewApiKey("for all", role, null, null)).key());
            bearers.put(
                    "OWN " + role.word(),
                    keys.create(new NewApiKey("for one", role, "own.rules.example", null))
                            .key());
        }
        var other = keys.create(new NewApiKey("of others", AdminRole.READ, "other.rules.example", null));
        names.put("KEY", Long.toString(other.apiKey().id()));
        bearers.put("smtp", MailboxServer.credential(ServiceName.SMTP));
        bearers.put(
                "ann over imap",
                server.login("ann@own.rules.example", PASSWORD).token().value());
    }

    /** The statuses are those for the callers in their order; "ok" is any that is no refusal of the caller. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET /v1/domains                                    | ok  ok  ok  ok  ok  ok  403 403
            GET /v1/domains/own.rules.example                  | ok  ok  ok  ok  ok  ok  403 403
            GET /v1/domains/other.rules.example                | ok  ok  ok  404 404 404 403 403
            GET /v1/domains/none.rules.example                 | 404 404 404 404 404 404 403 403
            PATCH /v1/domains/own.rules.example                | 403 403 ok  403 403 ok  403 403
            PATCH /v1/domains/other.rules.example              | 403 403 ok  403 403 404 403 403
            POST /v1/domains                                   | 403 403 ok  403 403 403 403 403
            DELETE /v1/domains/none.rules.example              | 403 403 404 403 403 403 403 403
            GET /v1/accounts                                   | ok  ok  ok  ok  ok  ok  403 403
            GET /v1/accounts?domain=own.rules.example          | ok  ok  ok  ok  ok  ok  403 403
            GET /v1/accounts?domain=other.rules.example        | ok  ok  ok  404 404 404 403 403
            POST /v1/accounts own                              | 403 ok  ok  403 ok  ok  403 403
            POST /v1/accounts other                            | 403 ok  ok  403 404 404 403 403
            GET /v1/accounts/ANN                               | ok  ok  ok  ok  ok  ok  403 ok
            GET /v1/accounts/EVE                               | ok  ok  ok  404 404 404 403 403
            GET /v1/accounts/999999999                         | 404 404 404 404 404 404 403 403
            PATCH /v1/accounts/ANN                             | 403 ok  ok  403 ok  ok  403 403
            PATCH /v1/accounts/EVE                             | 403 ok  ok  403 404 404 403 403
            DELETE /v1/accounts/999999999                      | 403 404 404 403 404 404 403 403
            GET /v1/accounts/ANN/app-passwords                 | ok  ok  ok  ok  ok  ok  403 403
            GET /v1/accounts/EVE/app-passwords                 | ok  ok  ok  404 404 404 403 403
            POST /v1/accounts/ANN/app-passwords                | 403 403 403 403 403 403 403 403
            DELETE /v1/accounts/ANN/app-passwords/999          | 403 404 404 403 404 404 403 403
            GET /v1/accounts/ANN/login-policy                  | ok  ok  ok  ok  ok  ok  403 403
            PUT /v1/accounts/ANN/login-policy                  | 403 ok  ok  403 ok  ok  403 403
            GET /v1/accounts/ANN/mailboxes                     | 403 403 403 403 403 403 403 ok
            GET /v1/accounts/EVE/mailboxes                     | 403 403 403 403 403 403 403 403
            POST /v1/accounts/ANN/maildrop-leases              | 403 403 403 403 403 403 403 ok
            GET /v1/aliases                                    | ok  ok  ok  ok  ok  ok  403 403
            POST /v1/aliases own                               | 403 ok  ok  403 ok  ok  403 403
            POST /v1/aliases other                             | 403 ok  ok  403 404 404 403 403
            DELETE /v1/aliases/none@own.rules.example          | 403 404 404 403 404 404 403 403
            DELETE /v1/aliases/none@other.rules.example        | 403 404 404 403 404 404 403 403
            GET /v1/api-keys                                   | 403 403 ok  403 403 ok  403 403
            GET /v1/api-keys/KEY                               | 403 403 ok  403 403 404 403 403
            DELETE /v1/api-keys/999999999                      | 403 403 404 403 403 404 403 403
            GET /v1/jobs                                       | ok  ok  ok  403 403 403 403 403
            POST /v1/jobs/none/runs                            | 403 403 404 403 403 403 403 403
            GET /v1/recipients?address=ann@own.rules.example&size=0 | ok ok ok 403 403 403 ok 403
            POST /v1/deliveries                                | 403 403 ok  403 403 403 ok  403
            POST /v1/recipient-batches                         | ok  ok  ok  403 403 403 ok  403
            POST /v1/delivery-batches                          | 403 403 ok  403 403 403 ok  403
            POST /v1/sessions/renewals                         | 403 403 403 403 403 403 403 ok
            """)
    void eachCallerMayWhatItsRoleAndReachSay(String request, String statuses) {
        var parts = request.split(" ");
        var expected = statuses.trim().split(" +");
        assertThat(expected).hasSameSizeAs(CALLERS);
        for (int i = 0; i < expected.length; i++) {
            var status = call(CALLERS.get(i), parts[0], parts[1], parts.length > 2 ? parts[2] : "own");
            var seen = status == 401 || status == 403 || status == 404 ? Integer.toString(status) : "ok";
            assertThat(seen).as("%s by %s: %s", request, CALLERS.get(i), status).isEqualTo(expected[i]);
        }
    }

    private static int call(String caller, String method, String path, String domain) {
        for (var name : names.entrySet()) {
            path = path.replace(name.getKey(), name.getValue());
        }
        return new RawHttp(server.url(), bearers.get(caller))
                .call(method, path, "application/json", body(method, path, domain))
                .status();
    }

    private static String body(String method, String path, String domain) {
        // What follows is refused for what it says, if at all, and so changes nothing
        return switch (method + " " + path) {
            case "POST /v1/accounts" -> """
                    {"address": "ann@%s.rules.example", "password": "a good password"}""".formatted(domain);
            case "POST /v1/aliases" -> """
                    {"address": "info@%s.rules.example", "targets": ["ann@own.rules.example"]}""".formatted(domain);
            case "POST /v1/domains" -> """
                    {"name": "own.rules.example"}""";
            default -> method.equals("PUT") ? """
                    {"passwordProtocols": ["smtp", "pop3", "imap", "rest"]}""" : method.equals("GET") || method.equals("DELETE") ? null : "{}";
        };
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /v1/domains  | name
            /v1/accounts | address
            /v1/aliases  | address
            """)
    void listsShowTheOwnDomainAlone(String path, String field) {
        var items = new RawHttp(server.url(), bearers.get("OWN read"))
                .get(path)
                .json()
                .get("items");
        assertThat(items.size()).isPositive();
        items.forEach(item -> assertThat(item.get(field).asString()).endsWith("own.rules.example"));
    }

    /** What somebody who broke into a protocol service gets with the tokens of those who log in through it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET  /v1/accounts/ANN                                         | smtp 200 | pop3 200 | imap 200
            GET  /v1/accounts/ANN/mailboxes                               | smtp 403 | pop3 403 | imap 200
            POST /v1/accounts/ANN/maildrop-leases                         | smtp 403 | pop3 200 | imap 200
            POST /v1/accounts/ANN/mailboxes/1/messages/expunge            | smtp 403 | pop3 403 | imap 400
            POST /v1/accounts/ANN/mailboxes/1/messages/fetch              | smtp 403 | pop3 400 | imap 400
            GET  /v1/accounts/ANN/app-passwords                           | smtp 403 | pop3 403 | imap 403
            PUT  /v1/accounts/ANN/login-policy                            | smtp 403 | pop3 403 | imap 403
            """)
    void aTokenOpensWhatItsProtocolNeeds(String request, String smtp, String pop3, String imap) {
        for (var expected : List.of(smtp, pop3, imap)) {
            var service = ServiceName.valueOf(expected.split(" ")[0].toUpperCase());
            var parts = request.split(" +");
            var account = server.createAccount(service.word() + System.nanoTime() + "@tokens.rules.example", PASSWORD);
            var session = server.client(service)
                    .api(SessionsApi.class)
                    .login(new Login(
                            server.client().api(AccountsApi.class).get(account).address(),
                            PASSWORD,
                            service.word(),
                            "192.0.2.1"));
            var answer = new RawHttp(server.url(), session.token().value())
                    .call(
                            parts[0],
                            parts[1].replace("ANN", account.toString()),
                            "application/json",
                            parts[0].equals("GET") ? null : parts[1].endsWith("leases") ? null : "{\"x\": 1}");
            assertThat(answer.status())
                    .as("%s with a token of %s", request, service)
                    .isEqualTo(Integer.parseInt(expected.split(" ")[1]));
        }
    }
}
