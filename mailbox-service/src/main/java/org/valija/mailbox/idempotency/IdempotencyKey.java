package org.valija.mailbox.idempotency;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.valija.mailbox.api.MailboxException;

/**
 * What a caller names a request by, and the only secret that opens what is kept of it: bodies may hold passwords, and answers
 * tokens that are shown once. So the table holds a hash of the key, a keyed hash of the request, and the answer encrypted.
 *
 * @param caller who may use it
 * @param text as the header has it, without quotes
 */
record IdempotencyKey(String caller, String text) {

    static final String HEADER = "Idempotency-Key";

    /** Visible characters of US-ASCII; perhaps as the quoted string of a structured field (RFC 9651, 3.3.3). */
    private static final Pattern FORM = Pattern.compile("\"([ !#-\\[\\]-~]{1,255})\"|([!#-~][!-~]{0,254})");

    private static final String HMAC = "HmacSHA256";
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_OCTETS = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** @throws MailboxException.Invalid if it is empty, too long, or holds anything but visible characters */
    static IdempotencyKey of(String caller, String header) {
        var form = FORM.matcher(header);
        if (!form.matches()) {
            throw new MailboxException.Invalid(HEADER, "a key is 1 to 255 visible characters of US-ASCII");
        }
        return new IdempotencyKey(caller, form.group(1) != null ? form.group(1) : form.group(2));
    }

    /** By which it is found; tells nothing of the key. */
    byte[] lookup() {
        return derive("lookup").doFinal();
    }

    /** Takes in a request, octet by octet, to tell it from another one. */
    Mac fingerprint() {
        return derive("request");
    }

    byte[] seal(byte[] plain) {
        try {
            var nonce = new byte[NONCE_OCTETS];
            RANDOM.nextBytes(nonce);
            var sealed = cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(plain);
            var all = Arrays.copyOf(nonce, NONCE_OCTETS + sealed.length);
            System.arraycopy(sealed, 0, all, NONCE_OCTETS, sealed.length);
            return all;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] open(byte[] sealed) {
        try {
            var nonce = Arrays.copyOf(sealed, NONCE_OCTETS);
            return cipher(Cipher.DECRYPT_MODE, nonce).doFinal(sealed, NONCE_OCTETS, sealed.length - NONCE_OCTETS);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
        var cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, new SecretKeySpec(derive("answer").doFinal(), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }

    private Mac derive(String purpose) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec((caller + "\n" + text).getBytes(StandardCharsets.UTF_8), HMAC));
            mac.update((purpose + "\n").getBytes(StandardCharsets.UTF_8));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The key never shows in a log. */
    @Override
    public String toString() {
        return "IdempotencyKey[caller=" + caller + "]";
    }
}
