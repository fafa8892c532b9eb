package org.valija.mailbox.login;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.account.Protocol;
import org.valija.mailbox.security.SharedSecrets;

/**
 * Makes the server's part of nonces, and knows them again at any replica: when it ends, something random, and an HMAC over
 * both and over what it was made for. One that has brought a login is good for no other, at this replica; at another it is
 * until it ends, for the one service that got the session anyway.
 */
@Component
final class ScramNonces {

    private static final Duration LIFETIME = Duration.ofMinutes(1);
    private static final String HMAC = "HmacSHA256";
    private static final int RANDOM_OCTETS = 16;
    private static final int UNSIGNED_OCTETS = Long.BYTES + RANDOM_OCTETS;
    private static final int MOST_USED = 100_000;

    private final SharedSecrets secrets;
    private final SecureRandom random;
    private final Clock clock;
    private final LinkedHashMap<String, Instant> used = new LinkedHashMap<>();

    ScramNonces(SharedSecrets secrets, SecureRandom random, Clock clock) {
        this.secrets = secrets;
        this.random = random;
        this.clock = clock;
    }

    /** Both parts of a new nonce: the client's, then ours. */
    String make(ClientFirstMessage first, Protocol protocol) {
        var entropy = new byte[RANDOM_OCTETS];
        random.nextBytes(entropy);
        var unsigned = ByteBuffer.allocate(UNSIGNED_OCTETS)
                .putLong(clock.instant().plus(LIFETIME).toEpochMilli())
                .put(entropy)
                .array();
        var mac = mac(unsigned, first, protocol);
        var ours = ByteBuffer.allocate(unsigned.length + mac.length)
                .put(unsigned)
                .put(mac)
                .array();
        return first.nonce() + Base64.getUrlEncoder().withoutPadding().encodeToString(ours);
    }

    /** Whether a nonce was made for this client's message and this protocol, has not ended, and has brought no login. */
    boolean isGood(String nonce, ClientFirstMessage first, Protocol protocol) {
        if (!nonce.startsWith(first.nonce())) {
            return false;
        }
        byte[] ours;
        try {
            ours = Base64.getUrlDecoder().decode(nonce.substring(first.nonce().length()));
        } catch (IllegalArgumentException _) {
            return false;
        }
        if (ours.length <= UNSIGNED_OCTETS) {
            return false;
        }
        var unsigned = Arrays.copyOf(ours, UNSIGNED_OCTETS);
        var mac = Arrays.copyOfRange(ours, UNSIGNED_OCTETS, ours.length);
        return MessageDigest.isEqual(mac, mac(unsigned, first, protocol))
                && clock.instant().isBefore(end(unsigned));
    }

    /** Ends a nonce that has brought a login; false if it had brought one already. */
    boolean use(String nonce) {
        var now = clock.instant();
        synchronized (used) {
            // The eldest end first
            while (!used.isEmpty() && !now.isBefore(used.firstEntry().getValue())) {
                used.pollFirstEntry();
            }
            if (used.size() >= MOST_USED) {
                used.pollFirstEntry();
            }
            return used.putIfAbsent(nonce, now.plus(LIFETIME)) == null;
        }
    }

    private static Instant end(byte[] unsigned) {
        return Instant.ofEpochMilli(ByteBuffer.wrap(unsigned).getLong());
    }

    private byte[] mac(byte[] unsigned, ClientFirstMessage first, Protocol protocol) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secrets.get("scram-nonce"), HMAC));
            mac.update(unsigned);
            // A protocol's word has no comma
            mac.update((protocol.word() + "," + first.text()).getBytes(StandardCharsets.UTF_8));
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
