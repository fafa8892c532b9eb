package org.valija.mailbox.mime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.mime.HeaderFields.Allowance;

/**
 * Parses a message while it passes, in pieces of any size, in memory that does not grow with the message: RFC 2045, 2046.
 * Lines end with LF, whether or not a CR stands before it. Fields are read with mime4j; the cutting into parts is done
 * here, because every part's place has to be known to the octet.
 *
 * <p>What makes no sense gets a simpler structure: a multipart without a boundary or without parts is text/plain, what is
 * nested too deep or comes after too many parts belongs to the part that it stands in.
 */
public final class MessageParser {

    /** A header ends after that many octets even if no empty line does: it is kept apart, and whole in memory. */
    public static final int LONGEST_HEADER = 256 * 1024;

    private static final int MOST_PARTS = 1_000;
    private static final int DEEPEST = 50;
    private static final long KEPT_OF_HEADERS = 1024 * 1024;
    /** Longer than any boundary line that counts. */
    private static final int LONGEST_BOUNDARY_LINE = 1_000;

    private final Allowance allowance = new Allowance(KEPT_OF_HEADERS);
    private final List<OpenPart> open = new ArrayList<>();
    private boolean inHeader = true;
    private int partCount = 1;
    /** How many open multiparts wait for their boundary. */
    private int boundaries;

    /** Octets taken so far. */
    private long position;
    /** Line ends so far. */
    private long lines;

    private long lineStart;
    /** Octets at the end of the line before that are its end: 0 before the first line, 1 or 2. */
    private int lineEndBefore;
    /** Whether the line before had anything before its end. */
    private boolean textBefore;

    private byte previous;
    private byte[] line = new byte[256];
    private int kept;
    private @Nullable ParsedPart root;

    public MessageParser() {
        open.add(new OpenPart(0, true, false, allowance));
    }

    /** Takes the next octets. */
    public void update(byte[] octets, int offset, int length) {
        int end = offset + length;
        int from = offset;
        while (from < end) {
            int limit = inHeader ? (int) Math.min(end, from + headerLeft()) : end;
            int to = from;
            while (to < limit && octets[to] != '\n') {
                to++;
            }
            boolean complete = to < limit;
            if (complete) {
                to++;
            }
            keep(octets, from, to);
            position += to - from;
            if (to > from + (complete ? 1 : 0)) {
                previous = octets[to - (complete ? 2 : 1)];
            }
            if (complete) {
                endLine();
            } else if (inHeader && headerLeft() <= 0) {
                endHeader(position);
                lineStart = position;
                lineEndBefore = 0;
                textBefore = false;
                kept = 0;
            }
            from = to;
        }
    }

    /** Octets of the message's header, or -1 while it has not ended. */
    public int headerSize() {
        var message = open.getFirst();
        return message.headerEnded() ? (int) message.bodyOffset() : -1;
    }

    private long headerLeft() {
        return open.getLast().headerOffset + LONGEST_HEADER - position;
    }

    /** Keeps what is needed of a line: all of it in a header, enough to know a boundary elsewhere. */
    private void keep(byte[] octets, int from, int to) {
        int want = to - from;
        if (!inHeader) {
            if (boundaries == 0 || (position == lineStart && octets[from] != '-')) {
                return;
            }
            if (kept == 0 && position != lineStart) {
                return;
            }
            want = Math.min(want, LONGEST_BOUNDARY_LINE - kept);
        }
        if (kept + want > line.length) {
            line = Arrays.copyOf(line, Math.max(line.length * 2, kept + want));
        }
        System.arraycopy(octets, from, line, kept, want);
        kept += want;
    }

    private void endLine() {
        long length = position - lineStart;
        int lineEnd = length > 1 && previous == '\r' ? 2 : 1;
        if (!atBoundary() && inHeader) {
            if (length == lineEnd) {
                lines++;
                startLine(lineEnd, false);
                endHeader(position);
                return;
            }
            open.getLast().header.line(line, kept);
        }
        lines++;
        startLine(lineEnd, length > lineEnd);
        // A boundary's header starts on the next line
        if (inHeader && open.getLast().headerOffset < 0) {
            open.getLast().headerOffset = position;
        }
    }

    private void startLine(int lineEnd, boolean text) {
        lineStart = position;
        lineEndBefore = lineEnd;
        textBefore = text;
        previous = 0;
        kept = 0;
    }

    /** Whether the line is a delimiter of an open multipart, and then ends what stands before it: RFC 2046, 5.1.1. */
    private boolean atBoundary() {
        if (boundaries == 0 || kept < 3 || kept >= LONGEST_BOUNDARY_LINE || line[0] != '-' || line[1] != '-') {
            return false;
        }
        for (int i = open.size() - 1; i >= 0; i--) {
            var multipart = open.get(i);
            var boundary = multipart.boundary;
            if (boundary == null || !startsWith(boundary)) {
                continue;
            }
            int after = 2 + boundary.length;
            boolean closes = after + 1 < kept && line[after] == '-' && line[after + 1] == '-';
            if (!blank(closes ? after + 2 : after) || (!closes && partCount >= MOST_PARTS)) {
                continue;
            }
            // The line end before a boundary belongs to it
            long end = lineStart - lineEndBefore;
            while (open.size() > i + 1) {
                closeLast(end, lines - (lineEndBefore > 0 ? 1 : 0), textBefore);
            }
            if (closes) {
                multipart.boundary = null;
                boundaries--;
                inHeader = false;
            } else {
                partCount++;
                open.add(new OpenPart(-1, false, multipart.isDigest(), allowance));
                inHeader = true;
            }
            return true;
        }
        return false;
    }

    private boolean startsWith(byte[] boundary) {
        return kept >= boundary.length + 2 && Arrays.equals(line, 2, 2 + boundary.length, boundary, 0, boundary.length);
    }

    private boolean blank(int from) {
        for (int i = from; i < kept; i++) {
            if (line[i] != ' ' && line[i] != '\t' && line[i] != '\r' && line[i] != '\n') {
                return false;
            }
        }
        return true;
    }

    private void endHeader(long bodyOffset) {
        var part = open.getLast();
        part.endHeader(bodyOffset, lines);
        inHeader = false;
        if (part.fields().isMultipart()) {
            var boundary = part.fields().boundary();
            if (boundary != null && open.size() < DEEPEST) {
                part.boundary = boundary;
                boundaries++;
            }
        } else if (part.fields().isMessage() && part.fields().isIdentity() && open.size() < DEEPEST) {
            open.add(new OpenPart(bodyOffset, true, false, allowance));
            inHeader = true;
        }
    }

    /**
     * @param end of the body
     * @param linesBefore line ends before that
     * @param text whether the body ends with a line that lacks its end
     */
    private void closeLast(long end, long linesBefore, boolean text) {
        var part = open.removeLast();
        if (part.headerOffset < 0) {
            part.headerOffset = position;
        }
        if (!part.headerEnded()) {
            part.endHeader(Math.max(part.headerOffset, end), Math.max(0, linesBefore));
        }
        if (part.boundary != null) {
            boundaries--;
        }
        var parsed = part.close(end, linesBefore, text);
        if (open.isEmpty()) {
            root = parsed;
        } else {
            open.getLast().add(parsed);
        }
    }

    /** What the message is, after its last octet. To be called once. */
    public ParsedMessage finish() {
        if (inHeader && kept > 0) {
            // A header that ends without an end of line, or a boundary that does
            if (!atBoundary()) {
                open.getLast().header.line(line, kept);
            }
        } else if (kept > 0) {
            atBoundary();
        }
        boolean text = position > lineStart;
        while (!open.isEmpty()) {
            closeLast(position, lines, text);
        }
        if (root == null) {
            throw new IllegalStateException("no outermost part");
        }
        return ParsedMessage.of(root, position);
    }
}
