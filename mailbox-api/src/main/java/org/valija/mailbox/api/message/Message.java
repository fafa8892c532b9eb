package org.valija.mailbox.api.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.Uid;

/**
 * A message, as far as was asked for; what was not asked for is null.
 *
 * @param modseq of its last change
 * @param internalDate when it was received, or what APPEND said (RFC 9051, 2.3.3); to the second
 * @param saveDate when it came into this mailbox (RFC 8514)
 * @param size octets
 * @param emailId the same for all copies of the same content in an account (RFC 8474)
 * @param threadId the same for all messages of a conversation (RFC 8474)
 * @param uniqueId kept for the life of the message, moves included; a copy has its own, and none is used again (RFC 1939, 7)
 * @param structure of the content, computed when it was stored
 * @param preview how the text of the message begins, in one line of at most 200 characters; may be empty (RFC 8970)
 * @param sections the sizes of what follows in the stream, one for each section asked for, in that order; {@link #NO_PART}
 *     or {@link #UNKNOWN_ENCODING} where nothing follows
 * @param withNul which of the sections that were decoded have an octet NUL in them, by position from 0
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Message(
        Uid uid,
        long modseq,
        @Nullable Flags flags,
        @Nullable Instant internalDate,
        @Nullable Instant saveDate,
        @Nullable Long size,
        @Nullable String emailId,
        @Nullable String threadId,
        @Nullable String uniqueId,
        @Nullable MessageEnvelope envelope,
        @Nullable BodyPart structure,
        @Nullable String preview,
        @Nullable List<Long> sections,
        @Nullable List<Integer> withNul) {

    /** In place of a size: the message has no such part. */
    public static final long NO_PART = -1;

    /** In place of a size: nobody knows how to undo the encoding of the part (RFC 3516, 4.3). */
    public static final long UNKNOWN_ENCODING = -2;
}
