package org.valija.mailbox.audit;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.security.Caller;
import tools.jackson.databind.node.ObjectNode;

/** Finds out what a request changes, and which domain that belongs to, from what all endpoints have in common. */
@Component
class AuditedResource {

    private final JdbcClient jdbc;

    AuditedResource(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The path of the request, or of what it has made. */
    String path(AuditedRequest request, @Nullable Object result) {
        var path = request.request().getRequestURI();
        if (!HttpMethod.POST.matches(request.request().getMethod())) {
            return path;
        }
        var made = AuditChanges.fields(result);
        for (var key : new String[] {"id", "name", "address"}) {
            if (made.hasNonNull(key)) {
                return path + "/" + made.get(key).asString();
            }
        }
        // An answer with a secret holds the resource as one of its fields
        for (var field : made.properties()) {
            if (field.getValue() instanceof ObjectNode inner && inner.hasNonNull("id")) {
                return path + "/" + inner.get("id").asString();
            }
        }
        return path;
    }

    /** Null if it belongs to none, or if that can't be told. */
    @Nullable
    String domain(AuditedRequest request, @Nullable Object result) {
        if (request.caller() instanceof Caller.Administrator admin && admin.domain() != null) {
            return admin.domain();
        }
        var account = request.variable("account");
        if (account != null) {
            return domainOf(account);
        }
        if (request.variable("address") instanceof String address) {
            return afterAt(address);
        }
        if (request.request().getRequestURI().startsWith("/v1/domains/")
                && request.variable("name") instanceof String name) {
            return name;
        }
        var made = AuditChanges.fields(result == null ? request.body() : result);
        if (made.hasNonNull("address")) {
            return afterAt(made.get("address").asString());
        }
        return made.hasNonNull("domain") ? made.get("domain").asString() : null;
    }

    private @Nullable String domainOf(String account) {
        try {
            return jdbc.sql("select domain from account where id = ?")
                    .param(AccountId.valueOf(account).value())
                    .query(String.class)
                    .optional()
                    .orElse(null);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private static String afterAt(String address) {
        return address.substring(address.lastIndexOf('@') + 1);
    }
}
