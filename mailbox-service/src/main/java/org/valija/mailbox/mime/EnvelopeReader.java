package org.valija.mailbox.mime;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.message.MessageEnvelope;
import org.valija.mailbox.api.message.MessageEnvelope.Address;

/** Makes the envelope of a message from its header: RFC 9051, 7.5.2. */
final class EnvelopeReader {

    private EnvelopeReader() {}

    static MessageEnvelope read(HeaderFields header) {
        var from = addresses(header, "from");
        var sender = addresses(header, "sender");
        var replyTo = addresses(header, "reply-to");
        return new MessageEnvelope(
                header.first("date"),
                header.first("subject"),
                from,
                sender.isEmpty() ? from : sender,
                replyTo.isEmpty() ? from : replyTo,
                addresses(header, "to"),
                addresses(header, "cc"),
                addresses(header, "bcc"),
                header.first("in-reply-to"),
                header.first("message-id"));
    }

    private static List<Address> addresses(HeaderFields header, String name) {
        return AddressParser.parse(header.all(name));
    }

    /** Addresses as a text to search in, encoded words decoded; null if there are none. */
    static @Nullable String text(List<Address> addresses) {
        var text = addresses.stream()
                .filter(address -> address.mailbox() != null)
                .map(EnvelopeReader::text)
                .collect(Collectors.joining(", "));
        return text.isEmpty() ? null : text;
    }

    private static String text(Address address) {
        var specification = address.host() == null || address.host().isEmpty()
                ? String.valueOf(address.mailbox())
                : address.mailbox() + "@" + address.host();
        var name = HeaderText.decoded(address.name());
        return name == null ? specification : name + " <" + specification + ">";
    }
}
