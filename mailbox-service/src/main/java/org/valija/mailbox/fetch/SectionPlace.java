package org.valija.mailbox.fetch;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.message.BodyPart;
import org.valija.mailbox.api.message.Section;

/**
 * Where a section stands in the content.
 *
 * @param offset first octet, counted from 0
 * @param length octets
 */
record SectionPlace(long offset, long length) {

    /**
     * Finds a section of the message itself, for which its structure need not be known.
     *
     * @param header octets of its header
     * @param size octets of all of it
     */
    static SectionPlace ofWhole(Section.What what, long header, long size) {
        return switch (what) {
            case CONTENT, DECODED, DECODED_SIZE -> new SectionPlace(0, size);
            case HEADER, HEADER_FIELDS, HEADER_FIELDS_NOT, MIME -> new SectionPlace(0, header);
            case TEXT -> new SectionPlace(header, size - header);
        };
    }

    /**
     * Finds a section of a part: RFC 9051, 6.4.5.1.
     *
     * @param root structure of the whole message
     * @return null if the message has no such part
     */
    static @Nullable SectionPlace ofPart(Section section, BodyPart root) {
        var part = part(section.part(), root);
        if (part == null) {
            return null;
        }
        return switch (section.what()) {
            case CONTENT, DECODED, DECODED_SIZE -> new SectionPlace(part.bodyOffset(), part.size());
            case MIME -> new SectionPlace(part.headerOffset(), part.bodyOffset() - part.headerOffset());
            case HEADER, HEADER_FIELDS, HEADER_FIELDS_NOT, TEXT -> {
                var embedded = part.message();
                yield embedded == null ? null : ofMessage(section.what(), embedded.body());
            }
        };
    }

    /** @param body structure of a message, whose own header is the message's */
    private static SectionPlace ofMessage(Section.What what, BodyPart body) {
        long header = body.bodyOffset() - body.headerOffset();
        var place = ofWhole(what, header, header + body.size());
        return new SectionPlace(body.headerOffset() + place.offset, place.length);
    }

    /**
     * Part numbers count the parts of a multipart. A message that is none has one part, its body; the numbers below a
     * message/rfc822 are those of the message that it holds.
     */
    static @Nullable BodyPart part(List<Integer> numbers, BodyPart root) {
        BodyPart message = root;
        BodyPart part = null;
        for (int number : numbers) {
            if (part != null) {
                if (part.isMultipart()) {
                    message = part;
                } else if (part.message() != null) {
                    message = part.message().body();
                } else {
                    return null;
                }
            }
            if (message.isMultipart()) {
                if (number > message.parts().size()) {
                    return null;
                }
                part = message.parts().get(number - 1);
            } else if (number == 1) {
                part = message;
            } else {
                return null;
            }
        }
        return part;
    }
}
