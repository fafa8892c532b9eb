package org.valija.mailbox.api.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.Resource;

/**
 * A password for one program of the user's, which can be taken back without changing it in all others. The password itself
 * is told once, when it is made.
 *
 * @param id within the account; never given out twice
 * @param label what the user calls the program
 * @param scopes the protocols that it may be used with
 * @param expiresAt when it stops being accepted; null for never
 * @param lastUse null if it has never been used; may be some minutes behind
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AppPassword(
        long id,
        String label,
        List<Protocol> scopes,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable LastUse lastUse)
        implements Resource {

    /** Without its use, which is no change of it. */
    @Override
    public AppPassword settings() {
        return new AppPassword(id, label, scopes, createdAt, expiresAt, null);
    }

    /**
     * @param clientAddress IP address
     */
    public record LastUse(Instant time, Protocol protocol, String clientAddress) {}
}
