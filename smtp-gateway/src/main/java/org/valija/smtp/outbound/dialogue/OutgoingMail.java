package org.valija.smtp.outbound.dialogue;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A message on its way to a server.
 *
 * @param reversePath empty for the null one
 * @param size octets of the content
 * @param format what the content needs of a server
 * @param requireTls whether it must never travel in the clear: RFC 8689
 * @param returnFull {@code RET}; null if the sender did not say
 * @param envelopeId {@code ENVID}; null if the sender named none
 * @param recipients at least one
 */
public record OutgoingMail(
        String reversePath,
        long size,
        Format format,
        boolean requireTls,
        @Nullable Boolean returnFull,
        @Nullable String envelopeId,
        List<Recipient> recipients,
        Content content) {

    public OutgoingMail {
        recipients = List.copyOf(recipients);
    }

    /**
     * What is in a message.
     *
     * @param eightBit octets beyond ASCII
     * @param binary not in lines
     * @param utf8Header more than ASCII in the header
     */
    public record Format(boolean eightBit, boolean binary, boolean utf8Header) {}

    /**
     * Whom it is for.
     *
     * @param address local-part@domain
     * @param notices {@code NOTIFY}; empty if the sender did not say
     * @param originalRecipient {@code ORCPT}, as type;address; null if the sender did not say
     */
    public record Recipient(
            String address, Set<String> notices, @Nullable String originalRecipient) {}

    /** Octets to send. */
    @FunctionalInterface
    public interface Content {

        /**
         * From the beginning; the caller closes it.
         *
         * @throws IOException if it can't be read now
         */
        InputStream open() throws IOException;
    }

    /** Whether an address can't be written without SMTPUTF8. */
    boolean hasUtf8Address() {
        return !isAscii(reversePath) || recipients.stream().anyMatch(recipient -> !isAscii(recipient.address()));
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }

    /** The same for some of its recipients. */
    public OutgoingMail to(List<Recipient> some) {
        return new OutgoingMail(reversePath, size, format, requireTls, returnFull, envelopeId, some, content);
    }
}
