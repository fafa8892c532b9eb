package org.valija.suite.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.valija.testkit.Sample;

/** A message as it is after SMTP: the trace fields of RFC 5321, 4.4, and then what was sent, octet by octet. */
final class Arrived {

    /** No field may be longer than that; what comes after the trace need not be searched. */
    private static final int LONGEST_TRACE = 2_000;

    private static final Pattern TRACE = Pattern.compile("Return-Path: <[^<>\r\n]*>\r\n"
            + "Received: from \\S+ \\(\\[[^]\r\n]+]\\)\r\n"
            + "\tby \\S+ with E?SMTPS?A? id \\S+\r\n"
            + "(?:\tfor <[^\r\n]+>\r\n)?"
            + "(?:\ttls [^\r\n]+\r\n)?"
            + "\t; \\w{3}, \\d{1,2} \\w{3} \\d{4} \\d\\d:\\d\\d:\\d\\d \\+0000\r\n");

    private Arrived() {}

    /** What was sent, after the trace fields; fails if these are not the first, or not as they should be. */
    static byte[] withoutTrace(byte[] message) {
        return Arrays.copyOfRange(message, traceLength(message), message.length);
    }

    /** How many octets were put in front of what was sent. */
    static int traceLength(byte[] message) {
        String start = new String(message, 0, Math.min(message.length, LONGEST_TRACE), ISO_8859_1);
        var trace = TRACE.matcher(start);
        assertThat(trace.lookingAt()).as("trace fields in front of %s", start).isTrue();
        return trace.end();
    }

    /** Fails unless it is this sample behind the trace fields. */
    static void assertIs(Sample sample, byte[] message) {
        assertSame(sample.receivedBytes(), withoutTrace(message));
    }

    /** Fails with the place of the first difference, rather than with megabytes. */
    static void assertSame(byte[] expected, byte[] actual) {
        int difference = Arrays.mismatch(expected, actual);
        assertThat(difference)
                .as(
                        "first difference at %d:\n%s\n%s",
                        difference, around(expected, difference), around(actual, difference))
                .isEqualTo(-1);
    }

    /** With the line ends that programs on this machine write into files. */
    static byte[] withLf(byte[] message) {
        return new String(message, ISO_8859_1).replace("\r\n", "\n").getBytes(ISO_8859_1);
    }

    /** A small message, told from others by its subject and Message-ID. */
    static byte[] message(String word) {
        return """
                From: Ann Example <ann@example.org>
                To: Bob Example <bob@example.org>
                Subject: %s
                Date: Thu, 1 Jan 2026 10:00:00 +0100
                Message-ID: <%s@mail.example.org>

                This is %s.
                """.formatted(word, word, word).replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    /** The same message from somebody else: a user may submit only what is from an address of their own. */
    static Sample from(String address, Sample sample) {
        var changed = new String(sample.bytes(), ISO_8859_1)
                .replaceFirst("(?m)^From:.*\r\n(?:[ \t].*\r\n)*", "From: <" + address + ">\r\n")
                .getBytes(ISO_8859_1);
        return new Sample(
                sample.name(),
                sample.about(),
                sample.smtp(),
                sample.needs(),
                sample.structure(),
                () -> new ByteArrayInputStream(changed));
    }

    private static String around(byte[] octets, int at) {
        int from = Math.clamp(at - 60L, 0, octets.length);
        int to = Math.clamp(at + 60L, 0, octets.length);
        return new String(octets, from, to - from, ISO_8859_1);
    }
}
