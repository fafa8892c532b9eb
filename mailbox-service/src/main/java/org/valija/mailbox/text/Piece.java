package org.valija.mailbox.text;

import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.james.mime4j.util.CharsetUtil;
import org.valija.mailbox.api.message.BodyPart;
import org.valija.mailbox.mime.TransferEncoding;

/**
 * A stretch of a message that has something to read in it.
 *
 * @param from first octet in the message, counted from 0
 * @param size octets
 * @param part that it belongs to
 */
public record Piece(Kind kind, long from, long size, BodyPart part) {

    /** What can be read there. */
    public enum Kind {
        /** The header of a message within the message: part of the text of the outer one. */
        MESSAGE_HEADER,
        /** The header of a part that is no message. */
        MIME_HEADER,
        TEXT
    }

    /** What a message consists of after its own header, in the order of the octets. */
    public static List<Piece> of(BodyPart message) {
        var pieces = new ArrayList<Piece>();
        addBody(message, pieces);
        return pieces;
    }

    private static void addBody(BodyPart part, List<Piece> pieces) {
        for (var child : part.parts()) {
            pieces.add(header(Kind.MIME_HEADER, child));
            addBody(child, pieces);
        }
        if (part.message() != null) {
            pieces.add(header(Kind.MESSAGE_HEADER, part.message().body()));
            addBody(part.message().body(), pieces);
        } else if (part.type().equals("text") || part.type().equals("message")) {
            pieces.add(new Piece(Kind.TEXT, part.bodyOffset(), part.size(), part));
        }
    }

    private static Piece header(Kind kind, BodyPart part) {
        return new Piece(kind, part.headerOffset(), part.bodyOffset() - part.headerOffset(), part);
    }

    /**
     * Decodes a text; of HTML, what a reader sees.
     *
     * @param octets of this piece
     */
    public Reader decode(InputStream octets) {
        var encoding = Objects.requireNonNullElse(TransferEncoding.named(part.encoding()), TransferEncoding.IDENTITY);
        var decoded = encoding.decode(octets);
        var text = new InputStreamReader(decoded, charset());
        return part.subtype().equals("html") || part.subtype().equals("xhtml+xml") ? new HtmlText(text) : text;
    }

    /** UTF-8 where nothing else is said, or nothing that Java knows: it holds US-ASCII too. */
    private Charset charset() {
        var charset = CharsetUtil.lookup(part.parameters().get("charset"));
        return charset == null || charset.equals(StandardCharsets.US_ASCII) || !charset.canEncode()
                ? StandardCharsets.UTF_8
                : charset;
    }
}
