package org.valija.testkit;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * One line of a transcript.
 *
 * @param number of the line in the transcript, from 1
 * @param client whose connection it belongs to, from 1
 * @param says what happens on that connection
 * @param text what follows the mark and one space
 */
record TranscriptLine(int number, int client, Says says, String text) {

    /** Who says something, and how it is compared. */
    enum Says {
        /** {@code C:} the client sends this and CRLF. */
        CLIENT("C", ":"),
        /** {@code C|} the client sends exactly this. */
        CLIENT_RAW("C", "|"),
        /** {@code S:} the server sends this and CRLF. */
        SERVER("S", ":"),
        /** {@code S~} the server sends this and CRLF, in any order among the {@code S~} lines around it. */
        SERVER_UNORDERED("S", "~");

        private final String side;
        private final String mark;

        Says(String side, String mark) {
            this.side = side;
            this.mark = mark;
        }

        private static Says of(String side, String mark) {
            for (Says says : values()) {
                if (says.side.equals(side) && says.mark.equals(mark)) {
                    return says;
                }
            }
            throw new IllegalArgumentException(side + mark + " is no mark of a transcript");
        }
    }

    private static final Pattern LINE = Pattern.compile("([CS])([1-9]?)([:|~])(?: (.*))?");

    /** Reads a transcript; empty lines and those that begin with # say nothing. */
    static List<TranscriptLine> read(String transcript) {
        var lines = transcript.lines().toList();
        return IntStream.range(0, lines.size())
                .filter(i -> !lines.get(i).isBlank() && !lines.get(i).startsWith("#"))
                .mapToObj(i -> read(i + 1, lines.get(i)))
                .toList();
    }

    private static TranscriptLine read(int number, String line) {
        var parts = LINE.matcher(line);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "line %d of the transcript must begin with C: C| S: S~ or #, but is: %s".formatted(number, line));
        }
        int client = parts.group(2).isEmpty() ? 1 : Integer.parseInt(parts.group(2));
        String text = parts.group(4) == null ? "" : parts.group(4);
        return new TranscriptLine(number, client, Says.of(parts.group(1), parts.group(3)), text);
    }

    /** The mark as it was written, such as {@code C2:}. */
    String mark() {
        return says.side + (client == 1 ? "" : client) + says.mark;
    }

    @Override
    public String toString() {
        return mark() + " " + text;
    }
}
