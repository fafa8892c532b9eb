package org.valija.mailbox.content;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Content as it is kept.
 *
 * @param size octets
 * @param header the first octets, up to and with the first empty line
 * @param body the octets after that; null if they are in chunks, or were not asked for
 * @param upload whose chunks hold all octets; null if there are none
 */
public record StoredContent(
        ContentHash hash,
        long size,
        byte[] header,
        byte @Nullable [] body,
        @Nullable UUID upload) {}
