package org.valija.mailbox.mime;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.message.BodyPart;
import org.valija.mailbox.mime.HeaderFields.Allowance;

/** A part whose end has not been seen yet. */
final class OpenPart {

    final HeaderFields header;
    /** First octet of its header; -1 until the line of its boundary has ended. */
    long headerOffset;
    /** That its parts begin with; null if it is no multipart, or has been closed. */
    byte @Nullable [] boundary;

    private final boolean message;
    private final boolean inDigest;
    private long bodyOffset = -1;
    private long linesBeforeBody;
    private @Nullable ContentFields fields;
    private final List<ParsedPart> children = new ArrayList<>();

    /**
     * @param message whether it is a message, and so has an envelope
     * @param inDigest whether it stands in a multipart/digest
     */
    OpenPart(long headerOffset, boolean message, boolean inDigest, Allowance allowance) {
        this.headerOffset = headerOffset;
        this.message = message;
        this.inDigest = inDigest;
        header = new HeaderFields(message, allowance);
    }

    void endHeader(long offset, long lines) {
        bodyOffset = offset;
        linesBeforeBody = lines;
        fields = ContentFields.of(header, inDigest);
    }

    boolean headerEnded() {
        return fields != null;
    }

    long bodyOffset() {
        return bodyOffset;
    }

    ContentFields fields() {
        if (fields == null) {
            throw new IllegalStateException("the header has not ended");
        }
        return fields;
    }

    boolean isDigest() {
        return fields().isMultipart() && fields().subtype().equals("digest");
    }

    void add(ParsedPart child) {
        children.add(child);
    }

    /**
     * @param end of the body; before its start if the body is empty and the line end belongs to the header
     * @param lines line ends before that
     * @param text whether the body ends with a line that lacks its end
     */
    ParsedPart close(long end, long lines, boolean text) {
        long size = Math.max(0, end - bodyOffset);
        long count = size == 0 ? 0 : lines - linesBeforeBody + (text ? 1 : 0);
        var what = truth();
        boolean counted = what.type().equals("text") || what.type().equals("message");
        var embedded = what.isMessage() ? children.getFirst() : null;
        var part = new BodyPart(
                what.type(),
                what.subtype(),
                what.parameters(),
                what.id(),
                what.description(),
                what.encoding(),
                what.md5(),
                what.disposition(),
                what.languages(),
                what.location(),
                headerOffset,
                bodyOffset,
                size,
                counted ? count : 0,
                what.isMultipart() ? children.stream().map(ParsedPart::part).toList() : List.of(),
                embedded == null || embedded.envelope() == null
                        ? null
                        : new BodyPart.Embedded(embedded.envelope(), embedded.part()));
        return new ParsedPart(part, message ? EnvelopeReader.read(header) : null, header);
    }

    /** What the part is, whatever it claims to be. */
    private ContentFields truth() {
        if (fields().isMultipart() && children.isEmpty()) {
            return fields().asPlainText();
        }
        // An encoded message is one that no client can look into, and RFC 2046, 5.2.1 forbids it; as octets it is
        // decoded
        return fields().isMessage() && children.isEmpty() ? fields().asOctets() : fields();
    }
}
