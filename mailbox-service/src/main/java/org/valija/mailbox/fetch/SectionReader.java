package org.valija.mailbox.fetch;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.message.BodyPart;
import org.valija.mailbox.api.message.Section;
import org.valija.mailbox.api.stream.SequenceWriter;
import org.valija.mailbox.content.ContentReader;
import org.valija.mailbox.content.StoredContent;
import tools.jackson.dataformat.cbor.CBORMapper;

/** Finds sections of one message's content. */
final class SectionReader {

    private static final CBORMapper CBOR = CBORMapper.builder().build();
    /** What is sent for a section of a part that the message has not. */
    private static final Piece NONE = new Piece(-1, InputStream::nullInputStream);

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
     * @param size octets; -1 if there is no such piece
     */
    record Piece(long size, Source source) {

        void writeTo(SequenceWriter out) throws IOException {
            if (size >= 0) {
                try (var in = source.open();
                        var content = out.content(size)) {
                    in.transferTo(content);
                }
            }
        }
    }

    Piece piece(Section section) throws IOException {
        var place = place(section);
        if (place == null) {
            return NONE;
        }
        if (place.isHeader()) {
            return ofHeader(section, place);
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

    private BodyPart structure() {
        if (structure == null) {
            structure = CBOR.readValue(encodedStructure, BodyPart.class);
        }
        return structure;
    }

    private Piece ofHeader(Section section, SectionPlace place) throws IOException {
        byte[] header;
        try (var in = contents.open(content, place.offset(), place.length())) {
            header = in.readAllBytes();
        }
        boolean named = section.what() == Section.What.HEADER_FIELDS;
        var fields = new HeaderFilter(section.headerFields(), named).apply(header);
        int from = (int) Math.min(section.offset() == null ? 0 : section.offset(), fields.length);
        int length = (int) Math.min(section.length() == null ? fields.length : section.length(), fields.length - from);
        return new Piece(length, () -> new ByteArrayInputStream(fields, from, length));
    }
}
