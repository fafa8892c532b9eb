package org.valija.mailbox.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
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
import org.valija.mailbox.api.job.JobsApi;
import org.valija.mailbox.api.mailbox.MailboxesApi;
import org.valija.mailbox.api.maildrop.MaildropsApi;
import org.valija.mailbox.api.message.MessagesApi;
import org.valija.mailbox.api.retention.RetentionApi;
import org.valija.mailbox.testing.MailboxServer;
import org.valija.mailbox.testing.RawHttp;

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
            RetentionApi.class);

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

    @Test
    void everyOperationTellsHowItRefuses() {
        var api = nobody.get("/v1/openapi.json").json();
        api.get("paths")
                .values()
                .forEach(path -> path.values()
                        .forEach(operation -> assertThat(
                                        operation.get("responses").get("default"))
                                .isNotNull()));
    }

    @Test
    void swaggerUiShowsIt() {
        var page = nobody.get("/swagger-ui/index.html");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("swagger-ui");
    }
}
