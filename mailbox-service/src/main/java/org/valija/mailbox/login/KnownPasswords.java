package org.valija.mailbox.login;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;
import org.valija.mailbox.account.AccountProperties;
import org.valija.mailbox.account.Password;
import org.valija.mailbox.account.ScramVerifier;
import org.valija.mailbox.api.AccountId;

/**
 * Remembers the last right password of accounts, so that a client that polls every minute costs no PBKDF2 each time. Kept
 * as an HMAC under a key that only this process has ever had: a dump of the database is no help against it. What is
 * remembered counts only for the verifier it was checked against, so it ends with a change of the password on any replica.
 */
@Component
final class KnownPasswords {

    private static final String HMAC = "HmacSHA256";
    private static final int OCTETS = 32;

    private final SecretKeySpec key;
    private final Map<AccountId, byte[]> known;

    KnownPasswords(AccountProperties properties, SecureRandom random) {
        var secret = new byte[OCTETS];
        random.nextBytes(secret);
        key = new SecretKeySpec(secret, HMAC);
        known = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<AccountId, byte[]> eldest) {
                return size() > properties.knownPasswords();
            }
        };
    }

    boolean contains(AccountId account, ScramVerifier verifier, Password password) {
        byte[] remembered;
        synchronized (known) {
            remembered = known.get(account);
        }
        return remembered != null && MessageDigest.isEqual(remembered, mac(verifier, password));
    }

    void add(AccountId account, ScramVerifier verifier, Password password) {
        var mac = mac(verifier, password);
        synchronized (known) {
            known.put(account, mac);
        }
    }

    /** The stored key stands for the verifier: no other password has it. */
    private byte[] mac(ScramVerifier verifier, Password password) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(key);
            mac.update(verifier.storedKey());
            return mac.doFinal(password.value().getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
