package org.valija.smtp.parse;

import java.util.function.IntPredicate;
import org.valija.smtp.parse.SyntaxException.Fault;

/** What follows the name of a command, read from left to right by the rules of the grammar. */
public final class Arguments {

    private static final int END = -1;

    private final String text;
    private int at;
    private Fault fault = Fault.ARGUMENTS;

    /** @param text without CRLF and without space at its end */
    public Arguments(String text) {
        this.text = text;
    }

    /** What a syntax error from here on is about. */
    void about(Fault fault) {
        this.fault = fault;
    }

    /** {@code 1*SP}: the RFC has one, and clients that align their commands have more. */
    public Arguments sp() {
        require(' ');
        while (take(' ')) {
            // more of the same
        }
        return this;
    }

    /** {@code FROM:} or {@code TO:}, in any case. Clients are known to put a space after the colon: RFC 5321, 3.3. */
    public Arguments keyword(String keyword) {
        if (!takeIgnoringCase(keyword)) {
            throw expected(keyword);
        }
        while (take(' ')) {
            // more of the same
        }
        return this;
    }

    public boolean atEnd() {
        return at == text.length();
    }

    /** Nothing more may follow. */
    public void end() {
        if (!atEnd()) {
            throw expected("end of command");
        }
    }

    /** {@code String = Atom / Quoted-string}, taken as whatever is left: for commands that do not look at it. */
    public String rest() {
        var rest = text.substring(at);
        at = text.length();
        return rest;
    }

    /** As many visible characters as there are; at least one. */
    public String word(String what) {
        return some(what, c -> c > ' ' && c < 0x7f);
    }

    /** As many characters of a kind as there are; at least one. */
    String some(String what, IntPredicate kind) {
        int from = at;
        while (kind.test(peek())) {
            at++;
        }
        if (from == at) {
            throw expected(what);
        }
        return text.substring(from, at);
    }

    /** The next character, or -1. */
    int peek() {
        return atEnd() ? END : text.charAt(at);
    }

    boolean take(char c) {
        if (peek() != c) {
            return false;
        }
        at++;
        return true;
    }

    boolean takeIgnoringCase(String word) {
        if (!text.regionMatches(true, at, word, 0, word.length())) {
            return false;
        }
        at += word.length();
        return true;
    }

    void require(char c) {
        if (!take(c)) {
            throw expected(c == ' ' ? "space" : String.valueOf(c));
        }
    }

    /** The next character, whatever it is. */
    char next() {
        if (atEnd()) {
            throw expected("more");
        }
        return text.charAt(at++);
    }

    /** To be thrown. */
    SyntaxException expected(String what) {
        return new SyntaxException(fault, what);
    }
}
