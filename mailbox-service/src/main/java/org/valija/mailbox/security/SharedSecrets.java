package org.valija.mailbox.security;

import java.security.SecureRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Random secrets that all replicas share, kept in PostgreSQL: keys for an HMAC, each for one purpose. */
@Component
public final class SharedSecrets {

    private static final int OCTETS = 32;

    private final JdbcClient jdbc;
    private final SecureRandom random;
    private final ConcurrentMap<String, byte[]> known = new ConcurrentHashMap<>();

    SharedSecrets(JdbcClient jdbc, SecureRandom random) {
        this.jdbc = jdbc;
        this.random = random;
    }

    /** The secret of a name, 32 octets; made when it is asked for the first time. */
    public byte[] get(String name) {
        return known.computeIfAbsent(name, this::readOrMake).clone();
    }

    private byte[] readOrMake(String name) {
        var made = new byte[OCTETS];
        random.nextBytes(made);
        // Another replica may have made one a moment ago: the first stays
        jdbc.sql("insert into shared_secret (name, secret) values (?, ?) on conflict do nothing")
                .params(name, made)
                .update();
        return jdbc.sql("select secret from shared_secret where name = ?")
                .param(name)
                .query(byte[].class)
                .single();
    }
}
