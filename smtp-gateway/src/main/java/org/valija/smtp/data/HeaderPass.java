package org.valija.smtp.data;

import java.nio.charset.StandardCharsets;

/**
 * Watches a message go by, up to the end of its header: how many fields there are. The header ends at the first empty line,
 * or before the first line that is no field (RFC 5322, 2.2).
 */
final class HeaderPass {

    /** The longest field name that is looked for, and a colon. */
    private static final int NAME = 32;

    private final byte[] name = new byte[NAME];
    /** Octets of the current line before its colon or end; those past the room for them are counted only. */
    private int length;

    private boolean named;
    private boolean ended;
    private long size;
    private int fields;
    private int received;

    /** Takes the next octets of the message; those after the header don't matter. */
    void accept(byte[] octets, int offset, int count) {
        for (int i = offset; i < offset + count && !ended; i++) {
            size++;
            accept(octets[i]);
        }
    }

    private void accept(byte octet) {
        if (octet == '\n') {
            // No colon: an empty line, or one that belongs to the body
            ended = !named;
            length = 0;
            named = false;
        } else if (!named && octet == ':') {
            field();
        } else if (!named && length == 0 && (octet == ' ' || octet == '\t')) {
            // The line continues the field before it: RFC 5322, 2.2.3
            named = true;
        } else if (!named) {
            if (length < NAME) {
                name[length] = octet;
            }
            length++;
        }
    }

    private void field() {
        // Space before the colon is obsolete, and to be accepted: RFC 5322, 4.5
        var text = new String(name, 0, Math.min(length, NAME), StandardCharsets.ISO_8859_1).stripTrailing();
        if (text.isEmpty() || !text.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            ended = true;
            return;
        }
        named = true;
        fields++;
        if (text.equalsIgnoreCase("Received")) {
            received++;
        }
    }

    /** Whether the header is over. */
    boolean ended() {
        return ended;
    }

    /** Octets of the header so far. */
    long size() {
        return size;
    }

    /** How many fields there are. */
    int fields() {
        return fields;
    }

    /** How many {@code Received} fields there are: one for each server that had the message. */
    int received() {
        return received;
    }
}
