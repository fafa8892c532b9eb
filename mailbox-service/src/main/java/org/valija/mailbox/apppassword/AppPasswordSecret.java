package org.valija.mailbox.apppassword;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An app password: 20 letters and digits of base32 (RFC 4648, 6), which are 100 random bits. People get and type them in
 * groups; programs may send them in either case, and with blanks, hyphens or nothing between the groups.
 *
 * @param value lower case, without what stands between the groups
 */
public record AppPasswordSecret(String value) {

    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int LENGTH = 20;
    private static final int GROUP = 4;
    private static final Pattern SEPARATOR = Pattern.compile("[ -]");
    private static final Pattern FORM = Pattern.compile("[a-z2-7]{" + LENGTH + "}");

    static AppPasswordSecret random(SecureRandom random) {
        var value = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            value.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return new AppPasswordSecret(value.toString());
    }

    /** Empty for a password that can't be one of these. */
    public static Optional<AppPasswordSecret> of(String password) {
        var value = SEPARATOR.matcher(password).replaceAll("").toLowerCase(Locale.ROOT);
        return FORM.matcher(value).matches() ? Optional.of(new AppPasswordSecret(value)) : Optional.empty();
    }

    /** As people get it: {@code abcd-efgh-ijkl-mnop-qrst}. By SCRAM it is known in this form only. */
    String shown() {
        return String.join("-", value.split("(?<=\\G.{" + GROUP + "})"));
    }

    /** Nobody guesses 100 bits, however fast: no PBKDF2 is needed. */
    byte[] digest() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A password never shows in a log. */
    @Override
    public String toString() {
        return "AppPasswordSecret[…]";
    }
}
