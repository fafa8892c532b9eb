package org.valija.mailbox.api.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param label 1 to 100 characters
 * @param scopes at least one
 * @param expiresAt in the future; null for never
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NewAppPassword(
        String label, List<Protocol> scopes, @Nullable Instant expiresAt) {}
