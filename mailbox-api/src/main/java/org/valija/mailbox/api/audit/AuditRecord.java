package org.valija.mailbox.api.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that an administrator did, or was refused; or a user, to what they log in with. A change and its record are committed
 * together.
 *
 * @param id grows with time
 * @param actor {@code admin} for the key of the settings, {@code key:7} for an API key, {@code user:7} for an account
 * @param clientAddress IP address that the request came from
 * @param method of HTTP: RFC 9110, 9
 * @param resource that was changed or made, such as {@code /v1/accounts/7}
 * @param domain that it belongs to; null if to none, or if that is not known
 * @param refused the HTTP status of the refusal; null if it was done
 * @param changes the fields that the request named, or for a deletion those that there were; secrets are left out
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AuditRecord(
        long id,
        Instant time,
        String actor,
        String clientAddress,
        String method,
        String resource,
        @Nullable String domain,
        @Nullable Integer refused,
        Map<String, Change> changes) {

    /**
     * A field; its values are as they stand in JSON.
     *
     * @param before null if there was none, or if it is not known
     * @param after null if there is none now; a secret is {@code "…"}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Change(@Nullable Object before, @Nullable Object after) {}
}
