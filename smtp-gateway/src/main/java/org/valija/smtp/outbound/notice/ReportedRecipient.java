package org.valija.smtp.outbound.notice;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of one recipient, as its sender is told.
 *
 * @param address as it was sent to
 * @param originalRecipient as type;address; null if the sender did not name one
 * @param status class.subject.detail
 * @param text what the server said, or why it was not asked
 * @param remote whether a server said so
 * @param host server that was asked; null if none was
 * @param at when it was tried
 */
public record ReportedRecipient(
        String address,
        @Nullable String originalRecipient,
        String status,
        String text,
        boolean remote,
        @Nullable String host,
        Instant at) {}
