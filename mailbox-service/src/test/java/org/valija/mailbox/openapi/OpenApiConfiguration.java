package org.valija.mailbox.openapi;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springdoc.core.providers.SpringDocJavadocProvider;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.Uid;
import org.valija.mailbox.api.UidSet;
import org.valija.mailbox.api.UserToken;
import org.valija.mailbox.api.mailbox.KnownUids;
import org.valija.mailbox.api.stream.CborSequence;
import org.valija.mailbox.security.EndpointRules;
import tools.jackson.databind.JsonNode;

/** Makes springdoc describe the contract as it is; for the one server of {@link Description}, so that no other finds it. */
class OpenApiConfiguration {

    static {
        // What has one value on the wire, as its own type in the code
        SpringDocUtils.getConfig()
                .replaceWithSchema(AccountId.class, id("of an account"))
                .replaceWithSchema(MailboxId.class, id("of a mailbox"))
                .replaceWithSchema(Uid.class, id("of a message in its mailbox: RFC 9051, 2.3.1.1"))
                .replaceWithSchema(
                        UidSet.class, new StringSchema().example("1:5,9").description("a set of UIDs, as ranges"))
                .replaceWithSchema(
                        KnownUids.class,
                        new StringSchema()
                                .example("1772000000-41-9")
                                .description(
                                        "UIDVALIDITY, modification sequence and largest UID of a mailbox as it was"))
                .replaceWithSchema(
                        CborSequence.class,
                        new StringSchema().format("binary").description("a sequence of CBOR items: RFC 8742"))
                // Whose getters are no properties
                .replaceWithSchema(JsonNode.class, new ObjectSchema().description("any JSON object"))
                .addRequestWrapperToIgnore(UserToken.class);
    }

    private static Schema<?> id(String of) {
        return new IntegerSchema().format("int64").description("id " + of);
    }

    @Bean
    OpenAPI contract() {
        return new OpenAPI()
                .info(new Info()
                        .title("Valija mailbox service")
                        .version("1")
                        .description(
                                "Accounts, mailboxes, messages, deliveries and events. Records travel as JSON or as"
                                        + " CBOR (application/cbor). Every POST takes an Idempotency-Key; docs/problems.md"
                                        + " tells what each problem means.")
                        .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
                .servers(List.of(new Server().url("/")));
    }

    @Bean
    SpringDocJavadocProvider contractJavadoc() {
        return new ContractJavadoc();
    }

    /** Names schemas so that two records of one simple name don't take each other's place. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE) // springdoc puts each before those that it was given earlier: this one is the
    // last
    ModelResolver modelResolver(ObjectMapperProvider mappers) {
        ObjectMapper mapper = mappers.jsonMapper();
        return new ModelResolver(mapper, new SchemaNames()).openapi31(true);
    }

    @Bean
    RecordSchemas recordSchemas(ObjectMapperProvider mappers) {
        return new RecordSchemas(mappers.jsonMapper());
    }

    @Bean
    OperationWords operationWords(ContractJavadoc javadoc) {
        return new OperationWords(javadoc);
    }

    @Bean
    OperationErrors operationErrors(ContractJavadoc javadoc) {
        return new OperationErrors(javadoc);
    }

    @Bean
    OperationExamples operationExamples() {
        return new OperationExamples(new Examples());
    }

    @Bean
    OperationTags operationTags() {
        return new OperationTags();
    }

    @Bean
    OpenApiCustomizer sharedParts(EndpointRules rules) {
        return new SharedParts(new Access(rules));
    }
}
