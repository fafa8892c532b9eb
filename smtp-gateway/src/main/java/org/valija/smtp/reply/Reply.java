package org.valija.smtp.reply;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What the server answers to a command.
 *
 * @param code three digits, 200 to 599: RFC 5321, 4.2
 * @param status class.subject.detail as in RFC 3463; empty in the greeting, 3xx, and for HELO, EHLO (RFC 2034)
 * @param lines at least one, US-ASCII, free of CR and LF
 */
public record Reply(int code, String status, List<String> lines) {

    private static final int LONGEST = 512; // RFC 5321, 4.5.3.1.5, with code and CRLF

    public Reply {
        lines = List.copyOf(lines);
        if (code < 200 || code > 599) {
            throw new IllegalArgumentException("no reply code: " + code);
        }
        if (!status.isEmpty()
                && (!status.matches("[245]\\.\\d{1,3}\\.\\d{1,3}") || status.charAt(0) - '0' != code / 100)) {
            throw new IllegalArgumentException("status " + status + " does not go with " + code);
        }
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("a reply has a line");
        }
        for (var line : lines) {
            if (!line.chars().allMatch(c -> c >= ' ' && c <= '~') || line.length() + status.length() + 7 > LONGEST) {
                throw new IllegalArgumentException("no line of a reply");
            }
        }
    }

    /** With one line of text. */
    public static Reply of(int code, String status, String text) {
        return new Reply(code, status, List.of(text));
    }

    /** One that has no status: the greeting, 3xx, and the answers to HELO and EHLO. */
    public static Reply of(int code, String text) {
        return new Reply(code, "", List.of(text));
    }

    /** Whether the client may do the same again, later: 4yz. */
    public boolean isTransient() {
        return code / 100 == 4;
    }

    /** Whether the client erred in the protocol (x0z) or in proving who it is (x3z): RFC 5321, 4.2.1. */
    public boolean isClientError() {
        return code / 10 == 50 || code / 10 == 53;
    }

    /** Whether the connection ends with it: 421, RFC 5321, 3.8. */
    public boolean isClosing() {
        return code == 421;
    }

    /** As it goes over the wire, the last line's CRLF included: RFC 5321, 4.2.1. */
    public byte[] octets() {
        var wire = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            wire.append(code).append(i + 1 < lines.size() ? '-' : ' ');
            if (!status.isEmpty()) {
                wire.append(status).append(' ');
            }
            wire.append(lines.get(i)).append("\r\n");
        }
        return wire.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** For logs: its first line. */
    @Override
    public String toString() {
        return code + (status.isEmpty() ? "" : " " + status) + " " + lines.getFirst();
    }
}
