package org.valija.mailbox.security;

import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.valija.mailbox.transaction.Transactions;

/**
 * The keys that tokens are signed with (HMAC-SHA256), kept in PostgreSQL so that all replicas share them. When the newest has
 * served its time, whichever replica signs next makes another. The one before verifies until the last token that it signed
 * has expired; those before that are removed.
 */
@Component
final class TokenKeys {

    private static final int OCTETS = 32;
    /** By how much the clocks of replicas may differ. */
    private static final Duration SKEW = Duration.ofHours(1);

    private final JdbcClient jdbc;
    private final Transactions transactions;
    private final SecureRandom random;
    private final SecurityProperties properties;
    private final Clock clock;
    private volatile TreeMap<Integer, Key> keys = new TreeMap<>();

    TokenKeys(
            JdbcClient jdbc,
            Transactions transactions,
            SecureRandom random,
            SecurityProperties properties,
            Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.random = random;
        this.properties = properties;
        this.clock = clock;
    }

    /** Knows its number, which tokens name. */
    record Key(int id, byte[] secret, Instant createdAt) {}

    /** The key to sign with, the newest; made if there is none, or none that is young enough. */
    Key newest() {
        var known = keys.lastEntry();
        if (known == null || isOld(known.getValue())) {
            keys = transactions.write(this::readOrMake);
        }
        return keys.lastEntry().getValue();
    }

    /** The secret of the key that a token names; null if there is none, or none that could have signed it. */
    byte @Nullable [] get(int id) {
        if (!keys.containsKey(id) && id > 0) {
            keys = read();
        }
        var known = keys;
        var key = known.get(id);
        return key == null || hasSignedItsLast(known.higherEntry(id)) ? null : key.secret();
    }

    private boolean isOld(Key key) {
        return !clock.instant().isBefore(key.createdAt().plus(properties.tokenKeyLifetime()));
    }

    /** @param next the key that took its place; null if none did */
    private boolean hasSignedItsLast(Map.@Nullable Entry<Integer, Key> next) {
        return next != null
                && clock.instant()
                        .isAfter(next.getValue()
                                .createdAt()
                                .plus(properties.tokenLifetime())
                                .plus(SKEW));
    }

    private TreeMap<Integer, Key> readOrMake() {
        // Two replicas that want one at once must not make one each
        jdbc.sql("lock table token_key in share row exclusive mode").update();
        var found = read();
        if (found.isEmpty() || isOld(found.lastEntry().getValue())) {
            found.headMap(found.isEmpty() ? 0 : found.lastKey())
                    .keySet()
                    .forEach(id -> jdbc.sql("delete from token_key where id = ?")
                            .param(id)
                            .update());
            var secret = new byte[OCTETS];
            random.nextBytes(secret);
            jdbc.sql("insert into token_key (secret, created_at) values (?, ?)")
                    .params(secret, Timestamp.from(clock.instant()))
                    .update();
            found = read();
        }
        return found;
    }

    private TreeMap<Integer, Key> read() {
        var found = new TreeMap<Integer, Key>();
        jdbc.sql("select id, secret, created_at from token_key").query(row -> {
            var key =
                    new Key(row.getInt(1), row.getBytes(2), row.getTimestamp(3).toInstant());
            found.put(key.id(), key);
        });
        return found;
    }
}
