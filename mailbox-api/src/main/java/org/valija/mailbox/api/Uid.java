package org.valija.mailbox.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Unique identifier of a message within its mailbox: RFC 9051, 2.3.1.1. UIDs grow, and are never used again.
 *
 * @param value 1 to 4,294,967,295
 */
public record Uid(@JsonValue long value) implements Comparable<Uid> {

    /** The largest a UID can be: 32 bits, unsigned. */
    public static final long MAX = 0xFFFF_FFFFL;

    @JsonCreator
    public Uid {
        if (value < 1 || value > MAX) {
            throw new IllegalArgumentException("a UID is a number from 1 to 4294967295");
        }
    }

    /** Reads a UID from a path or query of a URL. */
    public static Uid valueOf(String text) {
        return new Uid(Long.parseLong(text));
    }

    @Override
    public int compareTo(Uid other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
