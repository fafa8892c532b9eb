package org.valija.mailbox.content;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.mime.ParsedMessage;

/**
 * A message that has been received whole and parsed, but belongs to nobody yet. Small content is here, in memory; large
 * content is in the database already, under an upload that nothing refers to.
 *
 * @param header the first octets, up to and with the first empty line
 * @param body the octets after that; null if they are in chunks
 * @param upload that brought the chunks; null if there are none
 * @param finalCrlf whether it ends with CRLF, or is empty
 * @param envelope CBOR of {@link org.valija.mailbox.api.message.MessageEnvelope}
 * @param structure CBOR of {@link org.valija.mailbox.api.message.BodyPart}
 */
public record Ingested(
        ContentHash hash,
        ParsedMessage message,
        byte[] header,
        byte @Nullable [] body,
        @Nullable UUID upload,
        boolean finalCrlf,
        byte[] envelope,
        byte[] structure,
        String threadId) {

    /** Octets. */
    public long size() {
        return message.size();
    }

    /** Octets that wait in memory. */
    public long inMemory() {
        return header.length + (body == null ? 0L : body.length) + envelope.length + structure.length;
    }
}
