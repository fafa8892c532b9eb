package org.valija.mailbox.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.MailboxException;

/**
 * Encrypts secrets by AES-256 in Galois/Counter Mode. What is encrypted tells which key it was, so that keys can be changed,
 * and is good for one purpose only, so that it is of no use in another place.
 *
 * <p>A format octet, 4 octets that name the key, 12 of the nonce, then the cipher text with its tag.
 */
@Component
@EnableConfigurationProperties(EncryptionProperties.class)
public final class Encryption {

    private static final byte FORMAT = 1;
    private static final int KEY_OCTETS = 32;
    private static final int NONCE_OCTETS = 12;
    private static final int TAG_BITS = 128;
    private static final int HEAD_OCTETS = 1 + Integer.BYTES + NONCE_OCTETS;

    private final Map<Integer, SecretKeySpec> keys = new LinkedHashMap<>();
    private final @Nullable SecretKeySpec current;
    private final SecureRandom random;

    Encryption(EncryptionProperties properties, SecureRandom random) {
        this.random = random;
        current = properties.key() == null || properties.key().isEmpty() ? null : add("key", properties.key());
        properties.formerKeys().forEach(key -> add("former-keys", key));
    }

    private SecretKeySpec add(String setting, String base64) {
        try {
            var octets = Base64.getDecoder().decode(base64.strip());
            if (octets.length == KEY_OCTETS) {
                var key = new SecretKeySpec(octets, "AES");
                keys.put(name(key), key);
                return key;
            }
        } catch (IllegalArgumentException _) {
            // Told below, without what it is
        }
        throw new IllegalArgumentException(
                "mailbox.encryption." + setting + " is not " + KEY_OCTETS + " octets in base64");
    }

    private static int name(SecretKeySpec key) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
            return ByteBuffer.wrap(digest).getInt();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Encrypts a secret.
     *
     * @param purpose what it is for; decrypting needs the same
     * @throws MailboxException.Invalid if the settings have no key
     */
    public byte[] encrypt(String purpose, byte[] secret) {
        if (current == null) {
            throw new MailboxException.Invalid(
                    null, "no secret can be kept here: the setting mailbox.encryption.key is missing");
        }
        var nonce = new byte[NONCE_OCTETS];
        random.nextBytes(nonce);
        var encrypted = run(Cipher.ENCRYPT_MODE, current, nonce, purpose, secret, 0);
        return ByteBuffer.allocate(HEAD_OCTETS + encrypted.length)
                .put(FORMAT)
                .putInt(name(current))
                .put(nonce)
                .put(encrypted)
                .array();
    }

    /**
     * Decrypts what {@link #encrypt} made.
     *
     * @throws IllegalStateException if it was made with a key that the settings do not have, or was changed since
     */
    public byte[] decrypt(String purpose, byte[] encrypted) {
        var in = ByteBuffer.wrap(encrypted);
        if (encrypted.length < HEAD_OCTETS || in.get() != FORMAT) {
            throw new IllegalStateException("not an encrypted secret");
        }
        var key = keys.get(in.getInt());
        if (key == null) {
            throw new IllegalStateException("a secret was encrypted with a key that mailbox.encryption does not have");
        }
        var nonce = new byte[NONCE_OCTETS];
        in.get(nonce);
        return run(Cipher.DECRYPT_MODE, key, nonce, purpose, encrypted, HEAD_OCTETS);
    }

    private static byte[] run(int mode, SecretKeySpec key, byte[] nonce, String purpose, byte[] octets, int offset) {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(octets, offset, octets.length - offset);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a secret can't be encrypted or decrypted", e);
        }
    }
}
