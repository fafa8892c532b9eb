package org.valija.testkit;

import java.util.List;

/** What a {@link FakeMx} does at a step of the dialogue. */
public sealed interface FakeAnswer {

    /** These lines as they are, each with a CRLF. */
    record Lines(List<String> lines) implements FakeAnswer {}

    /** These lines, and the end of the connection. */
    record LastLines(List<String> lines) implements FakeAnswer {}

    /** Nothing at all, and nothing more is read. */
    record Hang() implements FakeAnswer {}

    /** The connection ends without an answer. */
    record Close() implements FakeAnswer {}

    /** Octets that are no reply, and no line. */
    record Garbage() implements FakeAnswer {}

    /** A reply that never ends. */
    record Flood() implements FakeAnswer {}

    /** To STARTTLS: a go-ahead, and then no TLS. */
    record NoHandshake() implements FakeAnswer {}

    static FakeAnswer lines(String... lines) {
        return new Lines(List.of(lines));
    }

    static FakeAnswer lastLines(String... lines) {
        return new LastLines(List.of(lines));
    }
}
