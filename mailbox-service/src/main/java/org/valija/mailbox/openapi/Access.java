package org.valija.mailbox.openapi;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.List;

/** Who may call what, as the description tells it. All three kinds travel as a bearer token: RFC 6750. */
final class Access {

    private static final String ADMIN = "administrator";
    private static final String SERVICE = "service";
    private static final String USER = "user";

    private Access() {}

    static void addSchemes(Components components) {
        components.addSecuritySchemes(ADMIN, bearer("the key of an administrator"));
        components.addSecuritySchemes(SERVICE, bearer("the credential of a protocol service"));
        components.addSecuritySchemes(
                USER, bearer("a user's token, which /v1/sessions hands out; for their own account only"));
    }

    private static SecurityScheme bearer(String description) {
        return new SecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("bearer")
                .description(description);
    }

    static void describe(HttpMethod method, String path, Operation operation) {
        operation.setSecurity(kinds(method, path).stream()
                .map(kind -> kind.isEmpty() ? new SecurityRequirement() : new SecurityRequirement().addList(kind))
                .toList());
    }

    /** The empty name stands for a caller who bears nothing. */
    private static List<String> kinds(HttpMethod method, String path) {
        if (path.equals("/v1/sessions/renewals")) {
            return List.of(USER);
        }
        if (path.startsWith("/v1/sessions") && method == HttpMethod.POST) {
            return List.of("", SERVICE);
        }
        if (path.startsWith("/v1/event-types")) {
            return List.of("");
        }
        if (path.startsWith("/v1/live-sessions/nodes/")
                || path.equals("/v1/events/rejections")
                || path.startsWith("/v1/outbound-queue/")
                || List.of("/v1/greylist", "/v1/signing-keys", "/v1/submissions")
                        .contains(path)) {
            return List.of(SERVICE);
        }
        if (path.equals("/v1/events")) {
            return List.of(ADMIN, SERVICE, USER);
        }
        if (path.matches("/v1/(recipients|recipient-batches|deliveries|delivery-batches|maildrop-limits)")) {
            return List.of(ADMIN, SERVICE);
        }
        if (path.matches("/v1/accounts/\\{account}(/usage|/maildrop-(policy|terms))?") && method == HttpMethod.GET) {
            return List.of(ADMIN, USER);
        }
        if (path.endsWith("/app-passwords") && method == HttpMethod.POST) {
            return List.of(USER);
        }
        if (path.matches("/v1/accounts/\\{account}/(app-passwords|login-policy|delivery-preferences).*")) {
            return List.of(ADMIN, USER);
        }
        if (path.matches("/v1/accounts/\\{account}/(mailboxes|messages|maildrop-leases).*")) {
            return List.of(USER);
        }
        return List.of(ADMIN);
    }
}
