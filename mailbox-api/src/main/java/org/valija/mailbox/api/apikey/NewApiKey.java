package org.valija.mailbox.api.apikey;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * @param label 1 to 100 characters: whose it is, or what for
 * @param domain the one that its bearer is to see and change; null for all that the caller's key is for
 * @param expiresAt in the future; a year from now if null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NewApiKey(
        String label,
        AdminRole role,
        @Nullable String domain,
        @Nullable Instant expiresAt) {}
