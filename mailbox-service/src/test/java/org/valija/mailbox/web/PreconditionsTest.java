package org.valija.mailbox.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.valija.mailbox.testing.MailboxServer;
import org.valija.mailbox.testing.RawHttp;
import org.valija.mailbox.testing.RawHttp.Answer;

/** ETag, If-Match and If-None-Match: RFC 9110, 8.8.3 and 13.1. */
class PreconditionsTest {

    private final MailboxServer server = MailboxServer.shared();
    private final RawHttp admin = new RawHttp(server.url(), MailboxServer.ADMIN_KEY);

    private Answer call(String method, String path, String header, String tag, String json) {
        return admin.send(admin.request(path)
                .header(header, tag)
                .setHeader("Content-Type", "application/json")
                .method(method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json))
                .build());
    }

    private String account(String address) {
        return "/v1/accounts/" + server.createAccount(address, "correct horse");
    }

    @Test
    void whoHasSeenTheStateMayChangeIt() {
        var path = account("seen@tags.example");
        var tag = admin.get(path).header("ETag");
        assertThat(tag).startsWith("\"").endsWith("\"");
        var changed = call("PATCH", path, "If-Match", tag, "{\"enabled\":false}");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.header("ETag")).isNotEqualTo(tag);

        var late = call("PATCH", path, "If-Match", tag, "{\"enabled\":true}");
        assertThat(late.status()).isEqualTo(412);
        assertThat(late.problem().type()).isEqualTo("urn:valija:problem:precondition-failed");
        assertThat(late.problem().field()).isEqualTo("If-Match");
        assertThat(admin.get(path).json().get("enabled").asBoolean()).isFalse();
        assertThat(call("DELETE", path, "If-Match", tag, null).status()).isEqualTo(412);
        assertThat(call("DELETE", path, "If-Match", "\"other\", " + changed.header("ETag"), null)
                        .status())
                .isEqualTo(204);
    }

    @Test
    void apiKeysHaveTagsThatUseDoesNotChange() {
        var made = admin.post("/v1/api-keys", "{\"label\":\"tagged\",\"role\":\"read\"}")
                .json();
        var path = "/v1/api-keys/" + made.get("apiKey").get("id").asLong();
        var tag = admin.get(path).header("ETag");
        assertThat(new RawHttp(server.url(), made.get("key").asString())
                        .get("/v1/domains")
                        .status())
                .isEqualTo(200);
        assertThat(call("DELETE", path, "If-Match", "\"other\"", null).status()).isEqualTo(412);
        assertThat(call("DELETE", path, "If-Match", tag, null).status()).isEqualTo(204);
    }

    @Test
    void domainsHaveTagsAsWell() {
        admin.post("/v1/domains", "{\"name\":\"tagged.example\"}");
        var path = "/v1/domains/tagged.example";
        var tag = admin.get(path).header("ETag");
        assertThat(call("PATCH", path, "If-Match", tag, "{\"quotaBytes\":5}").status())
                .isEqualTo(200);
        assertThat(call("PATCH", path, "If-Match", tag, "{\"quotaBytes\":6}").status())
                .isEqualTo(412);
        assertThat(call("DELETE", path, "If-Match", tag, null).status()).isEqualTo(412);
        assertThat(call("DELETE", path, "If-Match", "*", null).status()).isEqualTo(204);
    }

    @Test
    void aliasesHaveTagsAsWell() {
        account("target@tags.example");
        account("other@tags.example");
        admin.post("/v1/aliases", "{\"address\":\"alias@tags.example\",\"targets\":[\"target@tags.example\"]}");
        var path = "/v1/aliases/alias@tags.example";
        var tag = admin.get(path).header("ETag");
        var change = "{\"targets\":[\"other@tags.example\"]}";
        assertThat(call("PATCH", path, "If-Match", tag, change).status()).isEqualTo(200);
        assertThat(call("PATCH", path, "If-Match", tag, change).status()).isEqualTo(412);
        assertThat(call("DELETE", path, "If-Match", tag, null).status()).isEqualTo(412);
        assertThat(call("DELETE", path, "If-Match", admin.get(path).header("ETag"), null)
                        .status())
                .isEqualTo(204);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            granted-senders      | {"addresses":["desk@settings.example"]}
            delivery-preferences | {"detailMailboxes":false}
            login-policy         | {"passwordProtocols":["imap"]}
            maildrop-policy      | {"deletion":"trash"}
            wire-log             | {"minutes":30}
            """)
    void settingsOfAnAccountHaveTagsAsWell(String settings, String json) {
        var path = account(settings + "@settings.example") + "/" + settings;
        var tag = admin.get(path).header("ETag");
        assertThat(call("PUT", path, "If-Match", "\"other\"", json).status()).isEqualTo(412);
        assertThat(admin.get(path).header("ETag")).isEqualTo(tag);
        assertThat(call("PUT", path, "If-Match", tag, json).status()).isEqualTo(200);
        assertThat(call("PUT", path, "If-Match", tag, json).status()).isEqualTo(412);
        assertThat(call("PUT", path, "If-Match", admin.get(path).header("ETag"), json)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void whoHasTheStateIsNotSentItAgain() {
        var path = account("known@tags.example");
        var tag = admin.get(path).header("ETag");
        var same = call("GET", path, "If-None-Match", "\"x\", W/" + tag, null);
        assertThat(same.status()).isEqualTo(304);
        assertThat(same.body()).isEmpty();
        assertThat(same.header("ETag")).isEqualTo(tag);
        assertThat(call("GET", path, "If-None-Match", "\"x\"", null).status()).isEqualTo(200);
    }

    @Test
    void cborHasATagOfItsOwnThatNamesTheSameState() {
        var path = account("cbor@tags.example");
        var tag = admin.get(path).header("ETag");
        var cbor = admin.send(
                        admin.request(path).header("Accept", "application/cbor").build())
                .header("ETag");
        assertThat(cbor).isNotEqualTo(tag);
        assertThat(call("PATCH", path, "If-Match", cbor, "{\"enabled\":false}").status())
                .isEqualTo(200);
    }

    @Test
    void mailThatComesInChangesTheTagButNotWhatAnAdministratorHasSeen() {
        var path = account("mail@tags.example");
        var tag = admin.get(path).header("ETag");
        admin.call("POST", "/v1/deliveries?from=&to=mail@tags.example", "message/rfc822", "Subject: x\r\n\r\n");
        assertThat(admin.get(path).header("ETag")).isNotEqualTo(tag);
        assertThat(call("PATCH", path, "If-Match", tag, "{\"enabled\":false}").status())
                .isEqualTo(200);
    }

    @Test
    void ofManyWhoChangeWhatTheyHaveSeenOneWins() throws Exception {
        var path = account("race@tags.example");
        var tag = admin.get(path).header("ETag");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var changes = new ArrayList<Callable<Integer>>();
            for (int i = 1; i <= 12; i++) {
                var json = "{\"quotaBytes\":" + i + "}";
                changes.add(() -> call("PATCH", path, "If-Match", tag, json).status());
            }
            assertThat(threads.invokeAll(changes).stream().map(change -> change.resultNow()))
                    .containsOnlyOnce(200)
                    .containsOnly(200, 412);
        }
    }
}
