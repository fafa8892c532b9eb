package org.valija.mailbox.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.UserToken;

/** Tells who bears what the Authorization header holds. */
@Component
final class Bearers {

    private final Map<byte[], Caller> secrets = new LinkedHashMap<>();
    private final Tokens tokens;

    Bearers(SecurityProperties properties, Tokens tokens) {
        this.tokens = tokens;
        secrets.put(sha256(properties.adminKey()), new Caller.Administrator());
        properties.services().forEach((name, secret) -> secrets.put(sha256(secret), new Caller.Service(name)));
    }

    /** @throws MailboxException.NotAuthenticated if nobody we know does */
    Caller identify(String bearer) {
        var digest = sha256(bearer);
        @Nullable Caller found = null;
        // Of equal length and compared whole, so that the time taken tells nothing about a secret
        for (var secret : secrets.entrySet()) {
            if (MessageDigest.isEqual(secret.getKey(), digest)) {
                found = secret.getValue();
            }
        }
        return found != null ? found : tokens.verify(new UserToken(bearer));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
