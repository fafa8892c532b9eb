package org.valija.smtp.outbound.message;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.valija.smtp.data.Header;
import org.valija.smtp.dkim.BodyHash;
import org.valija.smtp.dkim.Canonicalization;
import org.valija.smtp.outbound.dialogue.OutgoingMail.Format;

/**
 * A message of the queue, looked through once: its header is here, and a small one is here whole. A large one is read
 * again when it is sent, and never held. {@code Return-Path}, which final delivery puts in front, is left out: it is for
 * whoever delivers the message in the end (RFC 5321, 4.4).
 *
 * @param header its fields
 * @param format what it needs of a server
 * @param size octets that are sent
 * @param bodyHash for DKIM, in its relaxed form
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares two
public record QueuedMessage(
        Header header,
        Format format,
        long size,
        byte[] bodyHash,
        byte @Nullable [] whole,
        int leftOut,
        StoredContent content) {

    /** Octets of a message that is held whole while it is on its way. */
    public static final int SMALL = 64 * 1024;

    private static final int LARGEST_HEADER = 4 * 1024 * 1024;
    private static final int BLOCK = 32 * 1024;

    /** Reads a message to its end. */
    public static QueuedMessage read(StoredContent content) throws IOException {
        try (var in = content.open()) {
            var opening = opening(in);
            int leftOut = returnPath(opening);
            var sent = leftOut == 0 ? opening : Arrays.copyOfRange(opening, leftOut, opening.length);
            var header = Header.of(sent);
            var all = new FormatPass();
            var head = new FormatPass();
            head.accept(sent, 0, header.body());
            all.accept(sent, 0, sent.length);
            var hash = new BodyHash(Canonicalization.RELAXED, BodyHash.WHOLE);
            hash.write(sent, header.body(), sent.length - header.body());
            long size = sent.length;
            var block = new byte[BLOCK];
            for (int count = in.read(block); count >= 0; count = in.read(block)) {
                all.accept(block, 0, count);
                hash.write(block, 0, count);
                size += count;
            }
            var format = new Format(all.isEightBit(), all.hasBareLineEnd(), head.isEightBit());
            var whole = size == sent.length ? sent : null;
            return new QueuedMessage(header, format, size, hash.value(), whole, leftOut, content);
        }
    }

    /** The header whole, and as much of the body as belongs to a small message. */
    private static byte[] opening(InputStream in) throws IOException {
        var opening = new ByteArrayOutputStream(BLOCK);
        while (true) {
            var more = in.readNBytes(SMALL);
            opening.writeBytes(more);
            if (more.length < SMALL || opening.size() > LARGEST_HEADER) {
                return opening.toByteArray();
            }
            var octets = opening.toByteArray();
            if (Header.of(octets).end() < octets.length) {
                return octets;
            }
        }
    }

    /** Where the message begins behind the field, if that is its first. */
    private static int returnPath(byte[] opening) {
        var first = Header.of(Arrays.copyOf(opening, Math.min(opening.length, BLOCK)))
                .fields();
        return !first.isEmpty() && first.getFirst().name().equals("return-path")
                ? first.getFirst().end()
                : 0;
    }

    /** The octets to send, from the first one; the caller closes it. */
    public InputStream open() throws IOException {
        if (whole != null) {
            return new ByteArrayInputStream(whole);
        }
        var in = content.open();
        in.skipNBytes(leftOut);
        return in;
    }

    /** The header's octets, without the empty line. */
    public byte[] headerOctets() {
        return Arrays.copyOf(header.octets(), header.end());
    }

    /** The whole message, if it has this size at most; else nothing. */
    public byte @Nullable [] upTo(long largest) throws IOException {
        if (size > largest) {
            return null;
        }
        try (var in = open()) {
            return in.readAllBytes();
        }
    }
}
