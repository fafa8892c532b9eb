package org.valija.mailbox.openapi;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.Locale;
import org.springframework.http.HttpMethod;
import org.valija.mailbox.security.CallerKind;
import org.valija.mailbox.security.EndpointRules;

/** Who may call what, as the description tells it. All three kinds travel as a bearer token: RFC 6750. */
final class Access {

    private final EndpointRules rules;

    Access(EndpointRules rules) {
        this.rules = rules;
    }

    static void addSchemes(Components components) {
        components.addSecuritySchemes(name(CallerKind.ADMINISTRATOR), bearer("the key of an administrator"));
        components.addSecuritySchemes(name(CallerKind.SERVICE), bearer("the credential of a protocol service"));
        components.addSecuritySchemes(
                name(CallerKind.USER),
                bearer("a user's token, which /v1/sessions hands out; for their own account only"));
    }

    private static SecurityScheme bearer(String description) {
        return new SecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("bearer")
                .description(description);
    }

    void describe(PathItem.HttpMethod method, String path, Operation operation) {
        operation.setSecurity(rules.kinds(HttpMethod.valueOf(method.name()), path).stream()
                .sorted()
                .map(kind -> kind == CallerKind.ANYBODY
                        ? new SecurityRequirement()
                        : new SecurityRequirement().addList(name(kind)))
                .toList());
    }

    private static String name(CallerKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
