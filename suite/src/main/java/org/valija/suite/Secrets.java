package org.valija.suite;

import java.io.IOException;
import java.io.StringReader;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;

/**
 * What the parts of the suite show each other to be recognized, made at the first start and kept.
 *
 * @param adminKey lets its bearer make domains and accounts
 * @param database password of PostgreSQL's superuser
 * @param keyStore password of the file with the TLS key
 * @param encryptionKey what other secrets are encrypted with in the database: 32 octets in base64
 */
record Secrets(
        String adminKey,
        String database,
        String keyStore,
        String smtp,
        String pop3,
        String imap,
        String encryptionKey) {

    static final String FILE = "credentials.properties";

    /** 32 signs, told apart easily; five bits each. */
    private static final String SIGNS = "abcdefghjkmnpqrstuvwxyz023456789";

    /** Reads those of the first start, or makes them. */
    static Secrets of(DataFolder data, SecureRandom random) {
        if (!data.has(FILE)) {
            data.writeSecret(FILE, """
                    # Made at the first start. Whoever knows these can read and change everything.
                    admin-key=%s
                    database=%s
                    key-store=%s
                    smtp=%s
                    pop3=%s
                    imap=%s
                    """.formatted(
                    secret(random), secret(random), secret(random), secret(random), secret(random), secret(random)));
        }
        if (!data.read(FILE).contains("encryption-key=")) {
            // Made by a version that encrypted nothing
            data.writeSecret(FILE, data.read(FILE) + "encryption-key=" + key(random) + "\n");
        }
        return read(data);
    }

    private static String key(SecureRandom random) {
        var octets = new byte[32];
        random.nextBytes(octets);
        return Base64.getEncoder().encodeToString(octets);
    }

    /** A password of 16 signs, 80 bits. */
    static String password(SecureRandom random) {
        return signs(random, 16);
    }

    private static String secret(SecureRandom random) {
        return signs(random, 40);
    }

    private static String signs(SecureRandom random, int length) {
        return random.ints(length, 0, SIGNS.length())
                .collect(StringBuilder::new, (text, i) -> text.append(SIGNS.charAt(i)), StringBuilder::append)
                .toString();
    }

    private static Secrets read(DataFolder data) {
        var found = new Properties();
        try {
            found.load(new StringReader(data.read(FILE)));
        } catch (IOException e) {
            throw new StartException("cannot read " + data.path(FILE), e);
        }
        return new Secrets(
                required(found, "admin-key", data),
                required(found, "database", data),
                required(found, "key-store", data),
                required(found, "smtp", data),
                required(found, "pop3", data),
                required(found, "imap", data),
                required(found, "encryption-key", data));
    }

    private static String required(Properties found, String name, DataFolder data) {
        var value = found.getProperty(name, "");
        if (value.isEmpty()) {
            throw new StartException(
                    data.path(FILE) + " lacks " + name + ": restore the file, or start with another" + " --data");
        }
        return value;
    }

    /** No secret shows in a log. */
    @Override
    public String toString() {
        return "Secrets";
    }
}
