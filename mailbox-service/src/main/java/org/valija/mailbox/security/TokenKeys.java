package org.valija.mailbox.security;

import java.security.SecureRandom;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.valija.mailbox.transaction.Transactions;

/** The keys that tokens are signed with (HMAC-SHA256), kept in PostgreSQL so that all replicas share them. */
@Component
final class TokenKeys {

    private static final int OCTETS = 32;

    private final JdbcClient jdbc;
    private final Transactions transactions;
    private final SecureRandom random;
    private volatile TreeMap<Integer, byte[]> keys = new TreeMap<>();

    TokenKeys(JdbcClient jdbc, Transactions transactions, SecureRandom random) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.random = random;
    }

    /** The key to sign with, the newest; made if there is none. */
    Map.Entry<Integer, byte[]> newest() {
        if (keys.isEmpty()) {
            keys = transactions.write(this::readOrMake);
        }
        return keys.lastEntry();
    }

    /** The key that a token names, or null. */
    byte @Nullable [] get(int id) {
        if (!keys.containsKey(id) && id > 0) {
            keys = read();
        }
        return keys.get(id);
    }

    private TreeMap<Integer, byte[]> readOrMake() {
        // Two replicas that start at once must not make one each
        jdbc.sql("lock table token_key in share row exclusive mode").update();
        var found = read();
        if (found.isEmpty()) {
            var secret = new byte[OCTETS];
            random.nextBytes(secret);
            jdbc.sql("insert into token_key (secret) values (?)").param(secret).update();
            found = read();
        }
        return found;
    }

    private TreeMap<Integer, byte[]> read() {
        var found = new TreeMap<Integer, byte[]>();
        jdbc.sql("select id, secret from token_key").query(row -> {
            found.put(row.getInt(1), row.getBytes(2));
        });
        return found;
    }
}
