package org.valija.mailbox.content;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The SHA-256 of content, which names it. */
public final class ContentHash implements Comparable<ContentHash> {

    static final int OCTETS = 32;
    private static final int ID_OCTETS = 18;

    private final byte[] octets;

    /** @param octets 32 of them, not changed any more by the caller */
    public ContentHash(byte[] octets) {
        this.octets = octets;
    }

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** As it is bound to a parameter; not to be changed. */
    public byte[] octets() {
        return octets;
    }

    /** The same for all copies of the same content: RFC 8474, 4. */
    public String emailId() {
        return id('M', octets);
    }

    /**
     * The lowest and the highest hash that {@link #emailId} is the same for; none if nothing has that id.
     *
     * @param emailId as clients send it, anything
     */
    public static List<ContentHash> range(String emailId) {
        try {
            var start = Base64.getUrlDecoder().decode(emailId.isEmpty() ? "" : emailId.substring(1));
            var lowest = new ContentHash(Arrays.copyOf(start, OCTETS));
            if (start.length != ID_OCTETS || !lowest.emailId().equals(emailId)) {
                return List.of();
            }
            var highest = Arrays.copyOf(start, OCTETS);
            Arrays.fill(highest, ID_OCTETS, OCTETS, (byte) -1);
            return List.of(lowest, new ContentHash(highest));
        } catch (IllegalArgumentException _) {
            return List.of();
        }
    }

    /**
     * The same for all messages of a conversation, as far as they name the one that it began with: RFC 8474, 4. Where the
     * account has an ancestor, {@link org.valija.mailbox.append.MessageRows} takes the id of that instead.
     *
     * @param conversation the Message-ID that it began with; null if unknown: then the message stands alone
     */
    String threadId(@Nullable String conversation) {
        return id('T', conversation == null ? octets : digest().digest(conversation.getBytes(StandardCharsets.UTF_8)));
    }

    private static String id(char kind, byte[] hash) {
        return kind + Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, ID_OCTETS));
    }

    @Override
    public int compareTo(ContentHash other) {
        return Arrays.compareUnsigned(octets, other.octets);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ContentHash hash && Arrays.equals(octets, hash.octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(octets);
    }
}
