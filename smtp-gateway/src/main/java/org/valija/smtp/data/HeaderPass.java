package org.valija.smtp.data;

import java.nio.charset.StandardCharsets;

/**
 * Watches a message go by, up to the end of its header: how many fields there are. The header ends at the first empty line,
 * or before the first line that is no field (RFC 5322, 2.2).
 */
final class HeaderPass {

    /** Longer than the one field name that is looked for. */
    private static final int NAME = 16;

    private final byte[] name = new byte[NAME];
    /** Octets of the current line's name so far; those past the room for them are counted only. */
    private int length;

    /** There was space behind the name: only the colon may follow. */
    private boolean spaced;

    /** The current line has what no name has. */
    private boolean broken;

    /** The current line is a field, or continues one. */
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
            spaced = false;
            broken = false;
            named = false;
        } else if (named) {
            return;
        } else if (octet == ':') {
            field();
        } else if (octet == ' ' || octet == '\t') {
            space();
        } else {
            broken |= spaced || octet <= ' ' || octet == 0x7f;
            if (length < NAME) {
                name[length] = octet;
            }
            length++;
        }
    }

    private void space() {
        if (length > 0) {
            // Before the colon it is obsolete, and to be accepted: RFC 5322, 4.5
            spaced = true;
        } else if (fields > 0) {
            // The line continues the field before it: RFC 5322, 2.2.3
            named = true;
        } else {
            broken = true;
        }
    }

    private void field() {
        if (broken || length == 0) {
            ended = true;
            return;
        }
        named = true;
        fields++;
        if (length < NAME && new String(name, 0, length, StandardCharsets.ISO_8859_1).equalsIgnoreCase("Received")) {
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
