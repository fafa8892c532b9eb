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
import org.valija.mailbox.api.apikey.AdminRole;

/** Tells who bears what the Authorization header holds. */
@Component
final class Bearers {

    private final Map<byte[], Caller> secrets = new LinkedHashMap<>();
    private final KeyHolders keyHolders;
    private final Tokens tokens;

    Bearers(SecurityProperties properties, KeyHolders keyHolders, Tokens tokens) {
        this.keyHolders = keyHolders;
        this.tokens = tokens;
        secrets.put(sha256(properties.adminKey()), new Caller.Administrator("admin", AdminRole.FULL, null));
        properties.services().forEach((name, secret) -> secrets.put(sha256(secret), new Caller.Service(name)));
    }

    /**
     * @param remoteAddress where the request came from
     * @throws MailboxException.NotAuthenticated if nobody we know bears it
     */
    Caller identify(String bearer, String remoteAddress) {
        var digest = sha256(bearer);
        @Nullable Caller found = null;
        // Of equal length and compared whole, so that the time taken tells nothing about a secret
        for (var secret : secrets.entrySet()) {
            if (MessageDigest.isEqual(secret.getKey(), digest)) {
                found = secret.getValue();
            }
        }
        if (found != null) {
            return found;
        }
        // A token has dots, a key has none
        return bearer.indexOf('.') >= 0
                ? tokens.verify(new UserToken(bearer))
                : keyHolders.holder(bearer, remoteAddress).orElseThrow(Tokens::refused);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
