package org.valija.testkit;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A message as large as wanted, made while it is read and never whole in memory. The same size and number give the same
 * octets; another number gives other content, which a store cannot share.
 */
public final class LargeMessage extends InputStream {

    private static final int LINE = 57;
    private final SplittableRandom random;
    private int left;
    private byte[] line = new byte[0];
    private int at;

    private LargeMessage(int octets, long number) {
        this.left = octets;
        this.random = new SplittableRandom(number);
    }

    /** A message with an attachment of so many octets, a third more in base64; the caller closes the stream. */
    public static InputStream withAttachmentOf(int octets) {
        return withAttachmentOf(octets, 1);
    }

    /** One of many different messages with an attachment of so many octets. */
    public static InputStream withAttachmentOf(int octets, long number) {
        return new SequenceInputStream(Collections.enumeration(
                List.of(text(head(octets, number)), new LargeMessage(octets, number), text("\n--large--\n"))));
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        int filled = 0;
        while (filled < length && (at < line.length || nextLine())) {
            int count = Math.min(length - filled, line.length - at);
            System.arraycopy(line, at, target, offset + filled, count);
            at += count;
            filled += count;
        }
        return filled == 0 && length > 0 ? -1 : filled;
    }

    private boolean nextLine() {
        if (left == 0) {
            return false;
        }
        byte[] content = new byte[Math.min(LINE, left)];
        random.nextBytes(content);
        left -= content.length;
        line = (Base64.getEncoder().encodeToString(content) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        at = 0;
        return true;
    }

    private static String head(int octets, long number) {
        return """
            From: Ann Example <ann@example.org>
            To: Bob Example <bob@example.com>
            Subject: A large attachment
            Date: Thu, 1 Jan 2026 10:00:00 +0100
            Message-ID: <large-%d-%d@mail.example.org>
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary="large"

            --large
            Content-Type: text/plain; charset=us-ascii

            It is attached.

            --large
            Content-Type: application/octet-stream; name="large.bin"
            Content-Disposition: attachment; filename="large.bin"
            Content-Transfer-Encoding: base64

            """.formatted(octets, number);
    }

    private static InputStream text(String text) {
        return new ByteArrayInputStream(text.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
    }
}
