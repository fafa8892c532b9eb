package org.valija.mailbox.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.valija.mailbox.testing.MailboxServer;
import org.valija.mailbox.testing.RawHttp;
import org.valija.mailbox.testing.RawHttp.Answer;
import org.valija.mailbox.testing.TestUser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Bad input and wrong callers, at every endpoint of the description: each answer is a problem, and no trace is told. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryEndpointTest {

    private final MailboxServer server = MailboxServer.shared();
    private final RawHttp nobody = new RawHttp(server.url(), null);
    private final JsonNode api = nobody.get("/v1/openapi.json").json();
    private RawHttp admin;
    private RawHttp ann;
    private RawHttp bob;
    private Map<String, String> places;

    /** One operation of the description. */
    private record Endpoint(String method, String path, JsonNode operation) {

        List<String> callers() {
            return operation
                    .get("security")
                    .valueStream()
                    .flatMap(either -> either.isEmpty() ? Stream.of("") : either.propertyNames().stream())
                    .toList();
        }

        JsonNode schema() {
            return operation
                    .path("requestBody")
                    .path("content")
                    .path("application/json")
                    .path("schema");
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    @BeforeAll
    void users() {
        admin = new RawHttp(server.url(), MailboxServer.ADMIN_KEY);
        var user = TestUser.create(server, "ann@every.example", 0);
        server.createAccount("bob@every.example", "correct horse");
        ann = new RawHttp(
                server.url(),
                server.loginOverRest("ann@every.example", "correct horse")
                        .token()
                        .value());
        bob = new RawHttp(
                server.url(),
                server.loginOverRest("bob@every.example", "correct horse")
                        .token()
                        .value());
        places = Map.of(
                "account", user.account().toString(),
                "mailbox", user.id("INBOX").toString(),
                "name", "every.example",
                "address", "ann@every.example",
                "message", "1",
                "uid", "1",
                "id", "1");
    }

    private List<Endpoint> endpoints() {
        return api.get("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .map(it -> new Endpoint(it.getKey().toUpperCase(), path.getKey(), it.getValue())))
                .toList();
    }

    private String url(Endpoint endpoint) {
        var path = endpoint.path();
        for (var place : places.entrySet()) {
            path = path.replace("{" + place.getKey() + "}", place.getValue());
        }
        return path.replaceAll("\\{\\w+}", "x");
    }

    /** The parameters that must be there, so that what is refused is what the test spoils. */
    private String query(Endpoint endpoint) {
        var query = new ArrayList<String>();
        for (var parameter : endpoint.operation().path("parameters")) {
            if ("query".equals(parameter.path("in").asString(""))
                    && parameter.path("required").asBoolean(false)) {
                query.add(parameter.get("name").asString() + "="
                        + (parameter.path("schema").path("type").asString("").equals("string") ? "INBOX" : "1"));
            }
        }
        return query.isEmpty() ? "" : "?" + String.join("&", query);
    }

    private RawHttp caller(Endpoint endpoint) {
        return endpoint.callers().contains("user") && !endpoint.callers().contains("administrator")
                ? ann
                : endpoint.callers().contains("service") && !endpoint.callers().contains("administrator")
                        ? new RawHttp(
                                server.url(), MailboxServer.credential(org.valija.mailbox.security.ServiceName.SMTP))
                        : admin;
    }

    private static void refused(Endpoint endpoint, Answer answer, Integer... statuses) {
        assertThat(answer.status()).as("%s: %s", endpoint, answer.body()).isIn((Object[]) statuses);
        assertThat(answer.header("Content-Type")).as("%s", endpoint).isEqualTo("application/problem+json");
        assertThat(answer.problem().type()).as("%s", endpoint).startsWith("urn:valija:problem:");
        assertThat(answer.body()).as("%s", endpoint).doesNotContain("Exception", "java.", "org.", "\tat ", "SQL");
    }

    private Answer send(RawHttp client, Endpoint endpoint, String json) {
        return client.send(client.request(url(endpoint) + query(endpoint))
                .setHeader("Content-Type", "application/json")
                .method(endpoint.method(), json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json))
                .build());
    }

    @Test
    void whoBearsNothingIsSentAway() {
        endpoints().stream()
                .filter(endpoint -> !endpoint.callers().contains(""))
                .forEach(endpoint -> refused(endpoint, send(nobody, endpoint, null), 401));
    }

    @Test
    void whoBearsAForgedTokenIsSentAway() {
        var forged = new RawHttp(server.url(), "eyJhbGciOiJIUzI1NiJ9.e30.c2lnbmVk");
        endpoints().stream()
                .filter(endpoint -> !endpoint.callers().contains(""))
                .forEach(endpoint -> refused(endpoint, send(forged, endpoint, null), 401));
    }

    @Test
    void anotherUsersTokenOpensNothing() {
        endpoints().stream()
                .filter(endpoint -> endpoint.path().contains("{account}"))
                .forEach(endpoint -> refused(endpoint, send(bob, endpoint, null), 403, 404));
    }

    @Test
    void aBodyThatIsNoneIsRefused() {
        bodies().forEach(endpoint -> {
            for (var broken : new String[] {"", "{", "[1,2", "\"", "not json", "{}{}", "null"}) {
                refused(endpoint, send(caller(endpoint), endpoint, broken), 400);
            }
        });
    }

    @Test
    void aFieldThatIsUnknownIsNamed() {
        objects().forEach(endpoint -> {
            var answer = send(caller(endpoint), endpoint, "{\"noSuchField\":1}");
            refused(endpoint, answer, 400);
            assertThat(answer.problem().field())
                    .as("%s: %s", endpoint, answer.body())
                    .isNotNull();
        });
    }

    @Test
    void aFieldThatIsMissingIsNamed() {
        objects()
                .filter(endpoint -> !schema(endpoint).path("required").isEmpty())
                .forEach(endpoint -> {
                    var answer = send(caller(endpoint), endpoint, "{}");
                    refused(endpoint, answer, 400);
                    assertThat(answer.problem().field())
                            .as("%s: %s", endpoint, answer.body())
                            .isNotNull();
                });
    }

    @Test
    void aValueOfAnotherTypeIsNamed() {
        objects()
                .forEach(endpoint -> schema(endpoint)
                        .get("properties")
                        .properties()
                        .forEach(property -> {
                            ObjectNode body = JsonMapper.shared().createObjectNode();
                            body.putObject(property.getKey()).put("of", "another type");
                            var resolved = resolve(property.getValue());
                            if (!resolved.path("type").asString("").equals("object") && resolved.has("type")) {
                                var answer = send(caller(endpoint), endpoint, body.toString());
                                refused(endpoint, answer, 400);
                                assertThat(answer.problem().field())
                                        .as("%s with %s: %s", endpoint, body, answer.body())
                                        .startsWith(property.getKey());
                            }
                        }));
    }

    @Test
    void aListRefusesWhatIsNoPlaceOrNoSize() {
        var lists =
                endpoints().stream().filter(endpoint -> has(endpoint, "limit")).toList();
        assertThat(lists).isNotEmpty();
        lists.forEach(endpoint -> {
            for (var bad :
                    new String[] {"limit=-1", "limit=0", "limit=1001", "limit=many", "cursor=%21", "cursor=_w"}) {
                var query = query(endpoint);
                var answer = caller(endpoint).get(url(endpoint) + (query.isEmpty() ? "?" : query + "&") + bad);
                refused(endpoint, answer, 400);
                assertThat(answer.problem().field()).as("%s?%s", endpoint, bad).isEqualTo(bad.replaceAll("=.*", ""));
            }
        });
    }

    @Test
    void everyListPages() {
        endpoints().stream()
                .filter(endpoint -> endpoint.operation().toString().contains("#/components/schemas/Page"))
                .filter(endpoint ->
                        !endpoint.path().equals("/v1/jobs") && !endpoint.path().equals("/v1/event-types"))
                .forEach(endpoint -> assertThat(has(endpoint, "cursor") && has(endpoint, "limit"))
                        .as("%s", endpoint)
                        .isTrue());
    }

    private static boolean has(Endpoint endpoint, String parameter) {
        return endpoint.operation()
                .path("parameters")
                .valueStream()
                .anyMatch(it -> parameter.equals(it.path("name").asString("")));
    }

    private Stream<Endpoint> bodies() {
        return endpoints().stream().filter(endpoint -> !endpoint.schema().isMissingNode());
    }

    private Stream<Endpoint> objects() {
        return bodies().filter(endpoint -> schema(endpoint).has("properties"));
    }

    private JsonNode schema(Endpoint endpoint) {
        return resolve(endpoint.schema());
    }

    private JsonNode resolve(JsonNode schema) {
        return schema.has("$ref") ? api.at(schema.get("$ref").asString().substring(1)) : schema;
    }
}
