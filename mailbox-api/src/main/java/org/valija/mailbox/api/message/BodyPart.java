package org.valija.mailbox.api.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A MIME part, as IMAP's BODYSTRUCTURE wants it (RFC 9051, 7.5.2), and where it stands in the content.
 *
 * @param type in lower case, such as {@code text}
 * @param subtype in lower case, such as {@code plain}
 * @param parameters of Content-Type, names in lower case, in their order; RFC 2231 continuations joined
 * @param id Content-ID
 * @param encoding Content-Transfer-Encoding in lower case; {@code 7bit} if there is none
 * @param md5 Content-MD5
 * @param location Content-Location
 * @param headerOffset first octet of the part's own header in the message, counted from 0
 * @param bodyOffset first octet after that header and its empty line
 * @param size octets of the body, still encoded
 * @param lines lines of the body; 0 unless type is text or message
 * @param parts of a multipart, in their order; else empty
 * @param message what a part of type message/rfc822 or message/global holds; else null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BodyPart(
        String type,
        String subtype,
        Map<String, String> parameters,
        @Nullable String id,
        @Nullable String description,
        String encoding,
        @Nullable String md5,
        @Nullable Disposition disposition,
        List<String> languages,
        @Nullable String location,
        long headerOffset,
        long bodyOffset,
        long size,
        long lines,
        List<BodyPart> parts,
        @Nullable Embedded message) {

    /**
     * Content-Disposition: RFC 2183.
     *
     * @param type in lower case, such as {@code attachment}
     */
    public record Disposition(String type, Map<String, String> parameters) {}

    /**
     * A message within a message.
     *
     * @param body its own structure; offsets count from the start of the outermost message
     */
    public record Embedded(MessageEnvelope envelope, BodyPart body) {}

    public boolean isMultipart() {
        return type.equals("multipart");
    }
}
