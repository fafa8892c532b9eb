package org.valija.suite.e2e;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.valija.suite.e2e.ImapValue.Items;
import org.valija.suite.e2e.ImapValue.Nil;
import org.valija.suite.e2e.ImapValue.Text;

/** Takes a response apart, strictly: what does not follow the grammar of RFC 9051, 9, fails the test. */
final class ImapReader {

    private final byte[] response;
    private int at;

    private ImapReader(byte[] response) {
        this.response = response;
    }

    /** Everything in a response, as one list; its text ends without CRLF and has its literals in place. */
    static List<ImapValue> read(byte[] response) {
        var reader = new ImapReader(response);
        var all = reader.list(response.length);
        if (reader.at != response.length) {
            throw reader.failure("nothing more");
        }
        return all;
    }

    /** Items with single spaces between them; multiparts' parts stand without any. */
    private List<ImapValue> list(int end) {
        var items = new ArrayList<ImapValue>();
        while (at < end && response[at] != ')') {
            if (!items.isEmpty() && response[at] == ' ') {
                at++;
            } else if (!items.isEmpty() && response[at] != '(') {
                throw failure("a space");
            }
            items.add(value());
        }
        return items;
    }

    private ImapValue value() {
        return switch (response[at]) {
            case '(' -> parenthesized();
            case '"' -> quoted();
            case '{' -> literal();
            case '~' -> literal8();
            default -> atom();
        };
    }

    private ImapValue parenthesized() {
        at++;
        var items = list(response.length);
        if (at >= response.length) {
            throw failure("a closing parenthesis");
        }
        at++;
        return new Items(items);
    }

    private ImapValue quoted() {
        at++;
        var text = new ByteArrayOutputStream();
        while (response[at] != '"') {
            if (response[at] == '\\') {
                at++;
            } else if (response[at] == '\r' || response[at] == '\n' || response[at] == 0) {
                throw failure("no CR, LF or NUL in a quoted string");
            }
            text.write(response[at++]);
        }
        at++;
        return new Text(text.toByteArray());
    }

    /** RFC 9051, 4.3. */
    private ImapValue literal8() {
        at++;
        return literal();
    }

    private ImapValue literal() {
        int close = at;
        while (response[close] != '}') {
            close++;
        }
        int length = Integer.parseInt(new String(response, at + 1, close - at - 1, StandardCharsets.US_ASCII));
        at = close + 3 + length;
        return new Text(Arrays.copyOfRange(response, close + 3, at));
    }

    /** An atom, and with it a section's brackets and what they hold, as in {@code BODY[HEADER.FIELDS (SUBJECT)]<0>}. */
    private ImapValue atom() {
        int from = at;
        boolean inSection = false;
        while (at < response.length && (inSection || " ()".indexOf(response[at]) < 0)) {
            inSection = response[at] == '[' || (inSection && response[at] != ']');
            at++;
        }
        if (at == from) {
            throw failure("a value");
        }
        byte[] octets = Arrays.copyOfRange(response, from, at);
        return new String(octets, StandardCharsets.ISO_8859_1).equals("NIL") ? new Nil() : new Text(octets);
    }

    private AssertionError failure(String expected) {
        int from = Math.max(0, at - 40);
        int to = Math.min(response.length, at + 40);
        return new AssertionError("expected " + expected + " at octet " + at + ": ..."
                + new String(response, from, to - from, StandardCharsets.ISO_8859_1) + "...");
    }
}
