package org.valija.mailbox.api.apikey;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.Resource;

/**
 * What an administrator is known by. The key itself is told once, when it is made.
 *
 * @param id never given out twice
 * @param label whose it is, or what for
 * @param domain the one that its bearer sees and changes; null for everything
 * @param lastUse null if it has never been used; up to a minute behind
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ApiKey(
        long id,
        String label,
        AdminRole role,
        @Nullable String domain,
        Instant createdAt,
        Instant expiresAt,
        @Nullable LastUse lastUse)
        implements Resource {

    /** Without its use, which is no change of it. */
    @Override
    public ApiKey settings() {
        return new ApiKey(id, label, role, domain, createdAt, expiresAt, null);
    }

    /**
     * @param clientAddress IP address
     */
    public record LastUse(Instant time, String clientAddress) {}
}
