package org.valija.testkit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One message of the {@link Corpus}.
 *
 * @param name as the file is called, without {@code .eml}
 * @param about what is special about it
 * @param smtp how it survives SMTP
 * @param needs the extension of SMTP that a strict sender needs for it
 * @param structure its MIME structure, as in {@code mixed(text/plain,message/rfc822(alternative(text/plain,text/html)))}:
 *     multiparts by subtype with their parts, other parts by their type, both as declared or by default; empty where
 *     the message is so broken that parsers rightly differ
 * @param source opens the octets, from the beginning each time
 */
public record Sample(
        String name, String about, BySmtp smtp, Needs needs, Optional<String> structure, Supplier<InputStream> source) {

    private static final byte[] CRLF = "\r\n".getBytes(StandardCharsets.US_ASCII);

    /** What SMTP does to a message. */
    public enum BySmtp {
        /** It arrives as it was sent. */
        UNCHANGED,
        /** It has no CRLF at its end, and arrives with one: RFC 5321, 4.1.1.4. */
        GAINS_FINAL_CRLF,
        /** It has NUL, a bare CR or a bare LF, and must not be sent: RFC 5321, 2.3.8. IMAP APPEND may carry it. */
        NOT_SENDABLE
    }

    /** What a message needs of SMTP. */
    public enum Needs {
        /** 7 bits do. */
        NOTHING,
        /** It has octets above 127: RFC 6152. */
        EIGHTBITMIME,
        /** Its header has UTF-8: RFC 6531. */
        SMTPUTF8,
        /** It has no lines: RFC 3030. */
        BINARYMIME
    }

    /** Its octets as a stream; the caller closes it. */
    public InputStream open() {
        return source.get();
    }

    /** All its octets. Not for the large one, unless the test is about one copy in memory. */
    public byte[] bytes() {
        return readAll(open());
    }

    /** Whether SMTP can carry it, perhaps with CRLF added. */
    public boolean sendable() {
        return smtp != BySmtp.NOT_SENDABLE;
    }

    /** Its octets as they are after SMTP, without the headers that servers add; the caller closes the stream. */
    public InputStream openReceived() {
        return switch (smtp) {
            case UNCHANGED -> open();
            case GAINS_FINAL_CRLF -> new SequenceInputStream(open(), new ByteArrayInputStream(CRLF));
            case NOT_SENDABLE -> throw new IllegalStateException(name + " cannot be sent by SMTP");
        };
    }

    /** All its octets as they are after SMTP. */
    public byte[] receivedBytes() {
        return readAll(openReceived());
    }

    /** Its name, which is how parameterized tests show it. */
    @Override
    public String toString() {
        return name;
    }

    private static byte[] readAll(InputStream stream) {
        try (stream) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
