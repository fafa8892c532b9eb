package org.valija.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A message of a given size whose number is written into it in place: in Subject ({@code message 000000000042}), in
 * Message-ID, and in the text ({@code ticket000000000042}), so that no two have the same content. The text is of words,
 * as a text of one letter would be compressed to nothing by some servers. Used by one thread.
 */
final class LoadMessage {

    private static final int DIGITS = 12;
    private static final String NUMBER = "0".repeat(DIGITS);
    private static final int WORDS = 2000;
    private static final int LINE = 72;

    private final byte[] octets;
    private final int subject;
    private final int id;
    private final int ticket;

    /**
     * @param size octets; not less than its header needs
     * @param end what follows it, such as the dot of RFC 5321
     */
    LoadMessage(int size, String end) {
        var header = new StringBuilder()
                .append("From: Load <load@example.org>\r\nTo: Someone <someone@example.org>\r\nSubject: message ");
        subject = header.length();
        header.append(NUMBER).append(" of a load\r\nMessage-ID: <");
        header.append(Long.toHexString(ThreadLocalRandom.current().nextLong())).append('.');
        id = header.length();
        header.append(NUMBER)
                .append("@load.example.org>\r\nDate: Mon, 05 Jan 2026 10:00:00 +0000\r\nMIME-Version: 1.0\r\n")
                .append("Content-Type: text/plain; charset=us-ascii\r\n\r\nticket");
        ticket = header.length();
        header.append(NUMBER).append("\r\n");
        var text = text(size - header.length());
        octets = (header + text + end).getBytes(StandardCharsets.US_ASCII);
    }

    /** Lines of words, the same ones every time. */
    private static String text(int size) {
        if (size <= 2) {
            return "";
        }
        var random = new Random(1);
        var words = new String[WORDS];
        for (int i = 0; i < WORDS; i++) {
            words[i] = Long.toString(random.nextLong(36L * 36 * 36, 1L << 40), 36);
        }
        var text = new StringBuilder();
        int lineStart = 0;
        while (text.length() < size - 2) {
            text.append(words[random.nextInt(WORDS)]).append(' ');
            if (text.length() - lineStart > LINE - 2) {
                text.append("\r\n");
                lineStart = text.length();
            }
        }
        text.setLength(size - 2);
        // Half a line end would be a bare CR
        if (text.charAt(size - 3) == '\r') {
            text.setCharAt(size - 3, ' ');
        }
        return text.append("\r\n").toString();
    }

    /** The message of that number and what follows it; the same array every time. */
    byte[] number(long number) {
        write(number, subject);
        write(number, id);
        write(number, ticket);
        return octets;
    }

    private void write(long number, int at) {
        long rest = number;
        for (int i = at + DIGITS - 1; i >= at; i--) {
            octets[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    /** A number as it stands in a message. */
    static String digits(long number) {
        var digits = NUMBER + number;
        return digits.substring(digits.length() - DIGITS);
    }
}
