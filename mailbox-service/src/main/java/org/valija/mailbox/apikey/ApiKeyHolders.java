package org.valija.mailbox.apikey;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.apikey.AdminRole;
import org.valija.mailbox.security.Caller.Administrator;
import org.valija.mailbox.security.KeyHolders;

/** Recognizes keys. Asks the database each time, so that a key that was taken back opens nothing anywhere. */
@Component
final class ApiKeyHolders implements KeyHolders {

    /** How old the last use that is told may be, for the sake of fewer writes. */
    private static final Duration BEHIND = Duration.ofMinutes(1);

    private final JdbcClient jdbc;
    private final Clock clock;

    ApiKeyHolders(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    private record Held(long id, Administrator holder, Instant lastUsed) {}

    @Override
    public Optional<Administrator> holder(String key, String remoteAddress) {
        if (!key.startsWith(ApiKeySecret.PREFIX)) {
            return Optional.empty();
        }
        var now = clock.instant();
        var held = jdbc.sql("""
                select id, role, domain, last_used_at from api_key
                where digest = ? and expires_at > ?""")
                .params(new ApiKeySecret(key).digest(), Timestamp.from(now))
                .query((row, _) -> new Held(
                        row.getLong(1),
                        new Administrator("key:" + row.getLong(1), AdminRole.of(row.getString(2)), row.getString(3)),
                        row.getTimestamp(4) == null
                                ? Instant.EPOCH
                                : row.getTimestamp(4).toInstant()))
                .optional();
        held.filter(it -> it.lastUsed().isBefore(now.minus(BEHIND))).ifPresent(it -> used(it.id(), now, remoteAddress));
        return held.map(Held::holder);
    }

    private void used(long id, Instant now, String remoteAddress) {
        jdbc.sql("update api_key set last_used_at = ?, last_used_address = ? where id = ?")
                .params(Timestamp.from(now), remoteAddress, id)
                .update();
    }
}
