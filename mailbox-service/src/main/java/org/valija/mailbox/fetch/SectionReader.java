package org.valija.mailbox.fetch;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.message.BodyPart;
import org.valija.mailbox.api.message.Message;
import org.valija.mailbox.api.message.Section;
import org.valija.mailbox.api.stream.SequenceWriter;
import org.valija.mailbox.content.ContentReader;
import org.valija.mailbox.content.StoredContent;
import org.valija.mailbox.mime.TransferEncoding;
import tools.jackson.dataformat.cbor.CBORMapper;

/** Finds sections of one message's content. */
final class SectionReader {

    private static final CBORMapper CBOR = CBORMapper.builder().build();
    /** What is sent for a section of a part that the message has not. */
    private static final Piece NONE = new Piece(Message.NO_PART, null, false);

    private static final Piece UNKNOWN_ENCODING = new Piece(Message.UNKNOWN_ENCODING, null, false);

    private final StoredContent content;
    private final byte @Nullable [] encodedStructure;
    private final ContentReader contents;
    private @Nullable BodyPart structure;

    /**
     * @param structure CBOR; null if no section names a part
     */
    SectionReader(StoredContent content, byte @Nullable [] structure, ContentReader contents) {
        this.content = content;
        encodedStructure = structure;
        this.contents = contents;
    }

    /** Opens a piece of content. */
    @FunctionalInterface
    interface Source {
        InputStream open() throws IOException;
    }

    /**
     * A piece to be sent.
     *
     * @param size octets, or why there is no such piece: see {@link Message}
     * @param source null if nothing is sent
     * @param hasNul whether it is known that one of the octets is NUL
     */
    record Piece(long size, @Nullable Source source, boolean hasNul) {

        Piece(long size, Source source) {
            this(size, source, false);
        }

        void writeTo(SequenceWriter out) throws IOException {
            if (source != null) {
                try (var in = source.open();
                        var content = out.content(size)) {
                    in.transferTo(content);
                }
            }
        }
    }

    Piece piece(WantedSection wanted) throws IOException {
        var section = wanted.section();
        var place = place(section);
        if (place == null) {
            return NONE;
        }
        if (wanted.fields() != null) {
            return ofHeader(section, place, wanted.fields());
        }
        if (section.what() == Section.What.DECODED || section.what() == Section.What.DECODED_SIZE) {
            var encoding = encoding(section);
            Source encoded = () -> contents.open(content, place.offset(), place.length());
            return encoding == null ? UNKNOWN_ENCODING : new Decoded(encoding, encoded, section).piece();
        }
        long from = Math.min(section.offset() == null ? 0 : section.offset(), place.length());
        long length = Math.min(section.length() == null ? Long.MAX_VALUE : section.length(), place.length() - from);
        return new Piece(length, () -> contents.open(content, place.offset() + from, length));
    }

    private @Nullable SectionPlace place(Section section) {
        return section.part().isEmpty()
                ? SectionPlace.ofWhole(section.what(), content.header().length, content.size())
                : SectionPlace.ofPart(section, structure());
    }

    /** How the octets of a part are written; null if that is not known. */
    private @Nullable TransferEncoding encoding(Section section) {
        var part = section.part().isEmpty() ? null : SectionPlace.part(section.part(), structure());
        // What is made of parts is not encoded itself: RFC 2045, 6.4
        return part == null || part.isMultipart() || part.message() != null
                ? TransferEncoding.IDENTITY
                : TransferEncoding.named(part.encoding());
    }

    private BodyPart structure() {
        if (structure == null) {
            structure = CBOR.readValue(encodedStructure, BodyPart.class);
        }
        return structure;
    }

    private Piece ofHeader(Section section, SectionPlace place, HeaderFilter filter) throws IOException {
        byte[] header;
        try (var in = contents.open(content, place.offset(), place.length())) {
            header = in.readAllBytes();
        }
        var fields = filter.apply(header);
        int from = (int) Math.min(section.offset() == null ? 0 : section.offset(), fields.length);
        int length = (int) Math.min(section.length() == null ? fields.length : section.length(), fields.length - from);
        return new Piece(length, () -> new ByteArrayInputStream(fields, from, length));
    }
}
