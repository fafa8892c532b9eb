package org.valija.mailbox.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.service.annotation.HttpExchange;
import org.valija.mailbox.api.account.AccountsApi;
import org.valija.mailbox.api.account.AliasesApi;
import org.valija.mailbox.api.account.DomainsApi;
import org.valija.mailbox.api.account.SessionsApi;
import org.valija.mailbox.api.delivery.DeliveriesApi;
import org.valija.mailbox.api.delivery.RecipientsApi;
import org.valija.mailbox.api.event.EventTypesApi;
import org.valija.mailbox.api.event.RejectionsApi;
import org.valija.mailbox.api.job.JobsApi;
import org.valija.mailbox.api.mailbox.MailboxesApi;
import org.valija.mailbox.api.maildrop.MaildropsApi;
import org.valija.mailbox.api.message.MessagesApi;
import org.valija.mailbox.api.retention.RetentionApi;
import org.valija.mailbox.testing.MailboxServer;
import org.valija.mailbox.testing.RawHttp;
import tools.jackson.databind.JsonNode;

/** The description of the contract, as anybody may fetch it. */
class OpenApiTest {

    private static final List<Class<?>> CONTRACT = List.of(
            DomainsApi.class,
            AccountsApi.class,
            AliasesApi.class,
            SessionsApi.class,
            RecipientsApi.class,
            DeliveriesApi.class,
            MailboxesApi.class,
            MessagesApi.class,
            MaildropsApi.class,
            JobsApi.class,
            RetentionApi.class,
            EventTypesApi.class,
            RejectionsApi.class);

    private final RawHttp nobody = new RawHttp(MailboxServer.shared().url(), null);

    @Test
    void everyOperationOfTheContractIsDescribed() {
        var api = nobody.get("/v1/openapi.json").json();
        assertThat(api.get("openapi").asString()).startsWith("3.1");
        var described = new TreeSet<String>();
        api.get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .propertyNames()
                        .forEach(method -> described.add(method.toUpperCase() + " " + path.getKey())));
        assertThat(described)
                .containsAll(CONTRACT.stream().flatMap(OpenApiTest::operations).toList())
                .contains("GET /v1/events");
    }

    private static Stream<String> operations(Class<?> contract) {
        var base = contract.getAnnotation(HttpExchange.class).value();
        return Arrays.stream(contract.getMethods())
                .map(method -> AnnotatedElementUtils.findMergedAnnotation(method, HttpExchange.class))
                .map(exchange -> exchange.method() + " " + base + exchange.value());
    }

    @Test
    void whatHasOneValueOnTheWireIsDescribedAsThatValue() {
        var api = nobody.get("/v1/openapi.json").json();
        var schemas = api.get("components").get("schemas");
        assertThat(schemas.get("Account")
                        .get("properties")
                        .get("id")
                        .get("type")
                        .asString())
                .isEqualTo("integer");
        assertThat(schemas.propertyNames())
                .contains("Problem", "NewAccount", "UserSession")
                .doesNotContain("AccountId", "MailboxId", "Uid", "UidSet", "UserToken", "CborSequence");
    }

    /** One operation of the description, and where it is. */
    private record Described(String place, JsonNode operation) {

        @Override
        public String toString() {
            return place;
        }
    }

    private List<Described> operations() {
        return nobody.get("/v1/openapi.json").json().get("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .map(method ->
                                new Described(method.getKey().toUpperCase() + " " + path.getKey(), method.getValue())))
                .toList();
    }

    @Test
    void everyOperationSaysWhatItDoes() {
        assertThat(operations())
                .allSatisfy(it -> assertThat(it.operation().path("summary").asString(""))
                        .as("the first sentence of the Javadoc of %s", it)
                        .isNotBlank());
        assertThat(operations().stream()
                        .map(it -> it.operation().get("operationId").asString()))
                .doesNotHaveDuplicates();
    }

    @Test
    void everyJsonBodyHasAnExample() {
        assertThat(operations()).allSatisfy(it -> {
            var bodies = new ArrayList<JsonNode>();
            bodies.add(it.operation().path("requestBody").path("content"));
            it.operation().get("responses").forEach(response -> bodies.add(response.path("content")));
            assertThat(bodies)
                    .allSatisfy(content -> assertThat(
                                    content.path("application/json").isMissingNode()
                                            || content.path("application/json").has("examples"))
                            .as("an example of what %s reads and answers stands in Examples: %s", it, content)
                            .isTrue());
        });
    }

    @Test
    void whatTravelsAsJsonTravelsAsCbor() {
        assertThat(operations())
                .allSatisfy(it -> it.operation().get("responses").forEach(response -> {
                    var content = response.path("content");
                    assertThat(content.has("application/cbor")).as("%s", it).isEqualTo(content.has("application/json"));
                }));
    }

    @Test
    void everyOperationTellsHowItRefuses() {
        assertThat(operations()).allSatisfy(it -> {
            var statuses = new ArrayList<>(List.of("400", "401", "403", "429", "500", "503"));
            if (it.place().contains("{")) {
                statuses.add("404");
            }
            if (it.operation().has("requestBody")) {
                statuses.add("413");
            }
            if (it.place().startsWith("POST")) {
                statuses.addAll(List.of("409", "422"));
            }
            assertThat(it.operation().get("responses").propertyNames())
                    .as("%s", it)
                    .containsAll(statuses);
            assertThat(it.operation().get("security")).as("%s", it).isNotEmpty();
        });
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        var api = nobody.get("/v1/openapi.json").json();
        assertThat(api.findValuesAsString("$ref"))
                .isNotEmpty()
                .allSatisfy(
                        reference -> assertThat(api.at(reference.substring(1)).isMissingNode())
                                .as(reference)
                                .isFalse());
    }

    @Test
    void swaggerUiShowsIt() {
        var page = nobody.get("/swagger-ui.html");
        assertThat(page.status()).isEqualTo(200);
        var files = Pattern.compile("(?:href|src|url)[=:] ?\"([^\"]+)\"").matcher(page.body());
        assertThat(files.results().map(file -> file.group(1)))
                .contains("v1/openapi.json", "webjars/swagger-ui/swagger-ui-bundle.js")
                .allSatisfy(file ->
                        assertThat(nobody.get("/" + file).status()).as(file).isEqualTo(200));
    }
}
