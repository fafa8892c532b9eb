package org.valija.mailbox.api.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the header of a message says of it, as IMAP's ENVELOPE wants it: RFC 9051, 7.5.2. Texts are unfolded and otherwise
 * as they stand, encoded words not decoded; octets above 127 that are not UTF-8 are read as ISO-8859-1. Null or empty is
 * what the header lacks; sender and replyTo fall back to from.
 *
 * @param date the text of the Date field
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MessageEnvelope(
        @Nullable String date,
        @Nullable String subject,
        List<Address> from,
        List<Address> sender,
        List<Address> replyTo,
        List<Address> to,
        List<Address> cc,
        List<Address> bcc,
        @Nullable String inReplyTo,
        @Nullable String messageId) {

    /**
     * An address, or the start or end of a group: a group starts with its name as mailbox and no host, and ends with
     * neither (RFC 9051, 7.5.2).
     *
     * @param name display name, quotes removed, encoded words not decoded
     * @param mailbox local part
     * @param host domain
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Address(
            @Nullable String name,
            @Nullable String mailbox,
            @Nullable String host) {}
}
