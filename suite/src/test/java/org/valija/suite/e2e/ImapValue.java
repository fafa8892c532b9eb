package org.valija.suite.e2e;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a response is made of: RFC 9051, 4. */
sealed interface ImapValue {

    /** NIL, where it is no atom that happens to have these letters. */
    record Nil() implements ImapValue {}

    /** An atom, number, quoted string or literal. */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares two of them
    record Text(byte[] octets) implements ImapValue {

        /** As ISO-8859-1, which keeps every octet. */
        @Override
        public String toString() {
            return new String(octets, StandardCharsets.ISO_8859_1);
        }
    }

    /** A parenthesized list. */
    record Items(List<ImapValue> all) implements ImapValue {

        @Override
        public String toString() {
            return all.toString();
        }
    }

    /** The octets of a string; those of NIL are none. */
    default byte[] octets() {
        return switch (this) {
            case Text(var octets) -> octets;
            case Nil() -> new byte[0];
            case Items items -> throw new AssertionError("expected a string, not " + items);
        };
    }

    /** A number. */
    default long number() {
        return Long.parseLong(toString());
    }

    /** The items of a list; those of NIL are none. */
    default List<ImapValue> items() {
        return switch (this) {
            case Items(var all) -> all;
            case Nil() -> List.of();
            case Text text -> throw new AssertionError("expected a list, not " + text);
        };
    }
}
