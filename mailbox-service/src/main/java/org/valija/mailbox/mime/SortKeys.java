package org.valija.mailbox.mime;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.message.MessageEnvelope;
import org.valija.mailbox.api.message.MessageEnvelope.Address;

/**
 * What messages are sorted and gathered by; all folded. Empty is what the header lacks.
 *
 * @param baseSubject RFC 5256, 2.1
 * @param isReply whether the subject says that this is a reply or a forwarded message
 * @param from local part of the first address, and so to and cc
 * @param displayFrom display name of the first address, else the address: RFC 5957, 2; and so displayTo
 */
public record SortKeys(
        String baseSubject, boolean isReply, String from, String to, String cc, String displayFrom, String displayTo) {

    private static final int LONGEST = 250;

    static SortKeys of(MessageEnvelope envelope) {
        var subject = BaseSubject.of(HeaderText.decoded(envelope.subject()));
        return new SortKeys(
                subject.text(),
                subject.isReply(),
                mailbox(envelope.from()),
                mailbox(envelope.to()),
                mailbox(envelope.cc()),
                display(envelope.from()),
                display(envelope.to()));
    }

    private static String mailbox(List<Address> addresses) {
        return addresses.isEmpty() ? "" : folded(addresses.getFirst().mailbox());
    }

    private static String display(List<Address> addresses) {
        if (addresses.isEmpty()) {
            return "";
        }
        var first = addresses.getFirst();
        var name = HeaderText.decoded(first.name());
        if (name != null && !name.isBlank()) {
            return folded(name);
        }
        // A group has no host, and its name stands for it
        return folded(
                first.host() == null || first.host().isEmpty()
                        ? first.mailbox()
                        : first.mailbox() + "@" + first.host());
    }

    private static String folded(@Nullable String text) {
        if (text == null) {
            return "";
        }
        return Casemap.fold(text.length() > LONGEST ? text.substring(0, LONGEST) : text);
    }
}
