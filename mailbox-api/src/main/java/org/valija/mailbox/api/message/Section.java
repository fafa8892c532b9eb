package org.valija.mailbox.api.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a message's content.
 *
 * @param part numbers of the MIME part, from the outermost in, each at least 1 (RFC 9051, 6.4.5.1); empty for the message itself
 * @param what of that part
 * @param headerFields names of header fields, for {@link What#HEADER_FIELDS} and {@link What#HEADER_FIELDS_NOT}; else empty
 * @param offset first octet to send, counted from 0; null for a piece that is sent whole
 * @param length how many octets at most; null for a piece that is sent whole
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Section(
        List<Integer> part,
        What what,
        List<String> headerFields,
        @Nullable Long offset,
        @Nullable Long length) {

    /** All of a message, as it was stored. */
    public static final Section ALL = new Section(List.of(), What.CONTENT, List.of(), null, null);

    /** Which piece of a part. */
    public enum What {
        /** Of the message: all of it. Of a part: its body, still encoded, without its header. */
        CONTENT,
        /** The header of the message, or of the message that a part of type message/rfc822 holds, with the empty line. */
        HEADER,
        /** Of that header, the fields that are named, with an empty line. */
        HEADER_FIELDS,
        /** Of that header, the fields that are not named, with an empty line. */
        HEADER_FIELDS_NOT,
        /** What follows that header. */
        TEXT,
        /** The header of a part itself, with the empty line. */
        MIME,
        /** What CONTENT is, with its Content-Transfer-Encoding undone (RFC 3516, 4.2); offset and length count what comes out. */
        DECODED,
        /** Only the size of what DECODED is; nothing is sent. */
        DECODED_SIZE
    }
}
