package org.valija.mailbox.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.valija.mailbox.api.account.Domain;
import org.valija.mailbox.api.account.DomainsApi;
import org.valija.mailbox.testing.MailboxServer;
import org.valija.mailbox.testing.RawHttp;
import tools.jackson.dataformat.cbor.CBORMapper;

/** What a client is told that sends something wrong: RFC 9457, with the field that is at fault. */
class ContractErrorsTest {

    private static RawHttp admin;

    @BeforeAll
    static void start() {
        var server = MailboxServer.shared();
        server.createAccount("taken@errors.example", "a good password");
        admin = new RawHttp(server.url(), MailboxServer.ADMIN_KEY);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            POST   | /v1/domains               | {"name":"-example.org"}                                                                | 400 | name
            POST   | /v1/domains               | {"name":"example..org"}                                                                | 400 | name
            POST   | /v1/domains               | {"name":""}                                                                            | 400 | name
            POST   | /v1/domains               | {}                                                                                     | 400 | name
            POST   | /v1/domains               | {"nane":"example.org"}                                                                 | 400 | nane
            POST   | /v1/domains               | {"name":["example.org"]}                                                               | 400 | name
            POST   | /v1/domains               | {"name":"example.org"                                                                  | 400 | -
            POST   | /v1/domains               | {"name":"example.org"} {}                                                              | 400 | -
            POST   | /v1/domains               | "example.org"                                                                          | 400 | -
            POST   | /v1/domains               | null                                                                                   | 400 | -
            POST   | /v1/domains               | {"name":"errors.example"}                                                              | 409 | -
            POST   | /v1/accounts              | {"password":"a good password"}                                                         | 400 | address
            POST   | /v1/accounts              | {"address":"ann@errors.example"}                                                       | 400 | password
            POST   | /v1/accounts              | {"address":"ann@errors.example","password":"short"}                                    | 400 | password
            POST   | /v1/accounts              | {"address":"ann@errors.example","password":"line\\nfeed in it"}                        | 400 | password
            POST   | /v1/accounts              | {"address":"errors.example","password":"a good password"}                              | 400 | address
            POST   | /v1/accounts              | {"address":"a b@errors.example","password":"a good password"}                          | 400 | address
            POST   | /v1/accounts              | {"address":"a\\u0000@errors.example","password":"a good password"}                     | 400 | address
            POST   | /v1/accounts              | {"address":"@errors.example","password":"a good password"}                             | 400 | address
            POST   | /v1/accounts              | {"address":"ann@[192.0.2.1]","password":"a good password"}                             | 400 | address
            POST   | /v1/accounts              | {"address":"ann@errors.example","password":"a good password","quotaBytes":-1}          | 400 | quotaBytes
            POST   | /v1/accounts              | {"address":"ann@errors.example","password":"a good password","quotaBytes":"many"}      | 400 | quotaBytes
            POST   | /v1/accounts              | {"address":"TAKEN@errors.example","password":"a good password"}                        | 409 | -
            POST   | /v1/accounts              | {"address":"ann@nowhere.example","password":"a good password"}                         | 404 | -
            POST   | /v1/aliases               | {"address":"info@errors.example","targets":[]}                                         | 400 | targets
            POST   | /v1/aliases               | {"address":"info@errors.example","targets":[null]}                                     | 400 | targets[0]
            POST   | /v1/aliases               | {"address":"info@errors.example","targets":["taken@errors.example","x"]}               | 400 | targets[1]
            POST   | /v1/aliases               | {"address":"info@errors.example","targets":["x@errors.example"]}                       | 400 | targets[0]
            POST   | /v1/aliases               | {"address":"taken@errors.example","targets":["taken@errors.example"]}                  | 409 | -
            GET    | /v1/accounts?limit=0      | -                                                                                      | 400 | limit
            GET    | /v1/accounts?limit=many   | -                                                                                      | 400 | limit
            GET    | /v1/accounts?cursor=%21   | -                                                                                      | 400 | cursor
            GET    | /v1/accounts?domain=a..b  | -                                                                                      | 400 | domain
            GET    | /v1/accounts/0            | -                                                                                      | 400 | account
            GET    | /v1/accounts/ann          | -                                                                                      | 400 | account
            GET    | /v1/accounts/999999999    | -                                                                                      | 404 | -
            PATCH  | /v1/accounts/999999999    | {"enabled":false}                                                                      | 404 | -
            PATCH  | /v1/accounts/999999999    | {"enabled":"perhaps"}                                                                  | 400 | enabled
            DELETE | /v1/accounts/999999999    | -                                                                                      | 404 | -
            GET    | /v1/domains/nowhere.example | -                                                                                    | 404 | -
            DELETE | /v1/domains/errors.example  | -                                                                                    | 409 | -
            DELETE | /v1/aliases/no@errors.example | -                                                                                  | 404 | -
            GET    | /v1/recipients?size=0     | -                                                                                      | 400 | address
            GET    | /v1/recipients?address=ann@errors.example | -                                                                      | 400 | size
            GET    | /v1/recipients?address=ann@errors.example&size=-1 | -                                                              | 400 | size
            GET    | /v1/events?type=of.mine   | -                                                                                      | 400 | type
            GET    | /v1/nothing               | -                                                                                      | 404 | -
            PUT    | /v1/domains               | {"name":"example.org"}                                                                 | 405 | -
            """)
    void badInputIsRefusedByName(String method, String path, String body, int status, String field) {
        var answer = admin.call(method, path, "application/json", body);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        var problem = answer.problem();
        assertThat(problem.status()).isEqualTo(status);
        assertThat(problem.type()).startsWith("urn:valija:problem:");
        assertThat(problem.detail()).isNotBlank().doesNotContain("org.", "Exception", "java");
        assertThat(problem.field()).isEqualTo(field);
    }

    @Test
    void aMethodThatIsNotOfferedIsAnsweredWithThoseThatAre() {
        var answer = admin.call("PUT", "/v1/domains", "application/json", "{}");
        assertThat(answer.response().headers().allValues("Allow")).contains("GET", "POST");
    }

    @Test
    void aMediaTypeThatIsNotUnderstoodIsToldSo() {
        var answer = admin.call("POST", "/v1/domains", "text/xml", "<name>example.org</name>");
        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.problem().field()).isEqualTo("Content-Type");
    }

    @Test
    void aMediaTypeThatIsNotOfferedIsToldSo() {
        var answer = admin.send(
                admin.request("/v1/domains").header("Accept", "text/xml").build());
        assertThat(answer.status()).isEqualTo(406);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    }

    @Test
    void aRecordWithoutEndIsRefusedBeforeItFillsTheMemory() {
        var answer = admin.post("/v1/domains", "{\"name\":\"" + "a".repeat(9 * 1024 * 1024) + "\"}");
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.problem().type()).isEqualTo("urn:valija:problem:too-large");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v1/domains HTTP/1.1\r\nHost: a b\r\n\r\n",
                "GET /v1/do\u0001mains HTTP/1.1\r\nHost: a\r\n\r\n",
                "POST /v1/domains HTTP/1.1\r\nHost: a\r\nContent-Length: -5\r\n\r\n",
                "POST /v1/domains HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n"
            })
    void aRequestThatIsNoHttpIsAnsweredWithoutATrace(String request) throws Exception {
        var url = MailboxServer.shared().url();
        try (var socket = new Socket(url.getHost(), url.getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(answer)
                    .startsWith("HTTP/1.1 400")
                    .contains("application/problem+json", "urn:valija:problem:invalid")
                    .doesNotContain("Exception", "\tat ", "Tomcat");
        }
    }

    @Test
    void aPathThatTriesToLeaveIsRefused() {
        for (var path : new String[] {"/v1/..%2f..%2factuator/env", "/v1//domains", "/v1/domains;x=y"}) {
            var answer = admin.get(path);
            assertThat(answer.status()).as(path).isIn(400, 404);
            assertThat(answer.body()).doesNotContain("Exception", "<html");
        }
    }

    @Test
    void theSameRecordsTravelAsCbor() {
        var request = admin.request("/v1/domains/errors.example")
                .header("Accept", "application/cbor")
                .build();
        var octets = admin.sendForBytes(request);
        assertThat(new CBORMapper().readValue(octets, Domain.class).name()).isEqualTo("errors.example");
    }

    @Test
    void listsPageByCursor() {
        var server = MailboxServer.shared();
        for (int i = 0; i < 5; i++) {
            server.createAccount("user" + i + "@paged.example", "a good password");
        }
        var first = admin.get("/v1/accounts?domain=paged.example&limit=2").json();
        assertThat(first.get("items")).hasSize(2);
        var second = admin.get("/v1/accounts?domain=paged.example&limit=2&cursor="
                        + first.get("next").asString())
                .json();
        assertThat(second.get("items").get(0).get("address").asString()).isEqualTo("user2@paged.example");
        var last = admin.get("/v1/accounts?domain=paged.example&limit=2&cursor="
                        + second.get("next").asString())
                .json();
        assertThat(last.get("items")).hasSize(1);
        assertThat(last.get("next")).isNull();
        assertThat(server.client().api(DomainsApi.class).list(null, 1000).items())
                .extracting(Domain::name)
                .contains("paged.example");
    }
}
