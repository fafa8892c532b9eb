package org.valija.mailbox.web;

import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.Problem;
import org.valija.mailbox.api.Uid;
import org.valija.mailbox.api.UidSet;
import org.valija.mailbox.api.UserToken;
import org.valija.mailbox.api.stream.CborSequence;

/** The description of the contract: OpenAPI 3.1, made from the code. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

    private static final String BEARER = "bearer";

    static {
        // What has one value on the wire, as its own type in the code
        SpringDocUtils.getConfig()
                .replaceWithSchema(AccountId.class, id("of an account"))
                .replaceWithSchema(MailboxId.class, id("of a mailbox"))
                .replaceWithSchema(Uid.class, id("of a message in its mailbox: RFC 9051, 2.3.1.1"))
                .replaceWithSchema(
                        UidSet.class, new StringSchema().example("1:5,9").description("a set of UIDs, as ranges"))
                .replaceWithSchema(
                        CborSequence.class,
                        new StringSchema().format("binary").description("a sequence of CBOR items: RFC 8742"))
                .addRequestWrapperToIgnore(UserToken.class);
    }

    private static Schema<?> id(String of) {
        return new IntegerSchema().format("int64").description("id " + of);
    }

    @Bean
    OpenAPI contract() {
        var scheme = new SecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("bearer")
                .description("an admin key, a service credential, or a user's token, which /v1/sessions hands out");
        return new OpenAPI()
                .info(new Info()
                        .title("Valija mailbox service")
                        .version("1")
                        .description("Accounts, mailboxes, messages, deliveries and events. "
                                + "Records travel as JSON or as CBOR (application/cbor).")
                        .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
                .addSecurityItem(new SecurityRequirement().addList(BEARER))
                .schemaRequirement(BEARER, scheme);
    }

    /** Every operation may refuse, in the one way. */
    @Bean
    OpenApiCustomizer refusals() {
        return api -> {
            ModelConverters.getInstance(true).read(Problem.class).forEach(api.getComponents()::addSchemas);
            var refusal = new ApiResponse()
                    .description("refused: RFC 9457")
                    .content(new Content()
                            .addMediaType(
                                    "application/problem+json",
                                    new MediaType().schema(new Schema<>().$ref("#/components/schemas/Problem"))));
            api.getPaths()
                    .values()
                    .forEach(path -> path.readOperations()
                            .forEach(operation -> operation.getResponses().addApiResponse("default", refusal)));
        };
    }
}
