package org.valija.imap.parse;

import java.io.InputStream;
import java.util.Locale;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.message.Flags;

/**
 * A place in a command, and the rules of the grammar that are read from there on. Each either reads what it is named
 * after and moves behind it, or throws {@link SyntaxException}.
 */
public final class Arguments {

    private final CommandLines lines;
    private final NameEncoding names;
    private final Vocabulary vocabulary;
    private String line;
    private int at;

    /**
     * @param line the first line of the command, one character for each octet
     * @param lines what follows it
     * @param names how the client writes mailbox names
     * @param vocabulary which words are understood
     */
    public Arguments(String line, CommandLines lines, NameEncoding names, Vocabulary vocabulary) {
        this.line = line;
        this.lines = lines;
        this.names = names;
        this.vocabulary = vocabulary;
    }

    /** The next character, or NUL at the end of the line: NUL is nowhere in the grammar. */
    public char peek() {
        return at < line.length() ? line.charAt(at) : 0;
    }

    /** Whether the next character is this one, which is passed then. */
    public boolean skip(char c) {
        if (peek() != c || atEnd()) {
            return false;
        }
        at++;
        return true;
    }

    /** Whether the next atom is this word, in any case, which is passed then. */
    public boolean skipWord(String word) {
        return skipAhead(word);
    }

    /** Whether this comes next, in any case, and ends with an atom; it is passed then. */
    boolean skipAhead(String text) {
        int end = at + text.length();
        boolean next = line.regionMatches(true, at, text, 0, text.length())
                && (end == line.length() || !Chars.isAtom(line.charAt(end)));
        at = next ? end : at;
        return next;
    }

    public Arguments expect(char c) {
        if (!skip(c)) {
            throw new SyntaxException(c == ' ' ? "Missing argument" : "Expected '" + c + "'");
        }
        return this;
    }

    /** {@code SP} */
    public Arguments sp() {
        return expect(' ');
    }

    public boolean atEnd() {
        return at == line.length();
    }

    /** {@code CRLF} */
    public void end() {
        if (!atEnd()) {
            throw new SyntaxException("Unexpected text at the end of the command");
        }
    }

    /** {@code atom = 1*ATOM-CHAR} */
    public String atom() {
        return take(Chars::isAtom, "Expected an atom");
    }

    /** {@code tag = 1*<any ASTRING-CHAR except "+">} */
    public String tag() {
        return take(c -> c != '+' && Chars.isAstring(c), "Missing tag");
    }

    /** A word of the grammar itself, in upper case: letters, digits, {@code . - =} and the like. */
    public String word() {
        return atom().toUpperCase(Locale.ROOT);
    }

    /**
     * A word that settings may have switched off.
     *
     * @throws SyntaxException if they have
     */
    public String word(Vocabulary.Place place) {
        return known(place, word());
    }

    /** The same of one that has been read already. */
    public String known(Vocabulary.Place place, String word) {
        require(new Vocabulary.Word(place, word));
        return word;
    }

    /** @throws SyntaxException if settings have switched that off */
    public void require(Vocabulary.Word word) {
        vocabulary.require(word);
    }

    /** Characters that belong to it, one at least. */
    String take(IntPredicate belongs, String otherwise) {
        int from = at;
        while (at < line.length() && belongs.test(line.charAt(at))) {
            at++;
        }
        if (at == from) {
            throw new SyntaxException(otherwise);
        }
        return line.substring(from, at);
    }

    /** {@code number = 1*DIGIT}: 0 to 4,294,967,295. */
    public long number() {
        return Numbers.number(this);
    }

    /** {@code number64 = 1*DIGIT}: 0 to 9,223,372,036,854,775,807. */
    public long number64() {
        return Numbers.number64(this);
    }

    /** {@code nz-number}: 1 to 4,294,967,295. */
    public long nzNumber() {
        return Numbers.notZero(number());
    }

    /** {@code mod-sequence-value}: 1 to 9,223,372,036,854,775,807 (RFC 7162, 7). */
    public long modSequenceValue() {
        return Numbers.notZero(number64());
    }

    /** {@code astring = 1*ASTRING-CHAR / string} */
    public String astring() {
        return isString() ? string() : take(Chars::isAstring, "Expected a string");
    }

    /** {@code list-mailbox = 1*list-char / string} */
    public String listMailbox() {
        return isString() ? string() : take(Chars::isList, "Expected a mailbox pattern");
    }

    /** {@code nstring = string / nil} */
    public @Nullable String nstring() {
        if (isString()) {
            return string();
        }
        if (!word().equals("NIL")) {
            throw new SyntaxException("Expected a string or NIL");
        }
        return null;
    }

    private boolean isString() {
        return peek() == '"' || peek() == '{';
    }

    /** {@code string = quoted / literal}, in UTF-8, of which US-ASCII is a part. */
    public String string() {
        return Strings.string(this);
    }

    /** The octets of a literal that is an argument; {@link #nextLine} must follow. */
    byte[] argument(Literal literal) {
        return lines.argument(literal);
    }

    /** {@code "{" number64 ["+"] "}"} at the end of a line. */
    public Literal literalHead() {
        expect('{');
        long size = number64();
        boolean synchronizing = !skip('+');
        expect('}').end();
        return new Literal(size, synchronizing);
    }

    /** {@code literal / literal8}, a message, of which only the head is read: RFC 3516, 7. */
    public Literal messageHead() {
        if (skip('~')) {
            require(Vocabulary.LITERAL8);
        }
        return literalHead();
    }

    /** The octets of a literal that is a message; {@link #nextLine} must follow when they have been read. */
    public InputStream message(Literal literal) {
        return lines.message(literal);
    }

    /** Goes on in the line behind a literal. */
    public void nextLine() {
        line = lines.nextLine();
        at = 0;
    }

    /** {@code mailbox = "INBOX" / astring} */
    public MailboxName mailbox() {
        return MailboxName.decode(astring(), names);
    }

    /** The same, as it was written. */
    public GivenName givenName() {
        return new GivenName(names.decode(astring()));
    }

    /** How the client writes mailbox names. */
    public NameEncoding names() {
        return names;
    }

    /** {@code sequence-set} */
    public SequenceSet sequenceSet() {
        return SequenceSet.read(this);
    }

    /** {@code seq-number}, as the set of one message */
    public SequenceSet seqNumber() {
        return SequenceSet.readOne(this);
    }

    /** {@code flag-list = "(" [flag *(SP flag)] ")"} */
    public Flags flagList() {
        return FlagList.read(this);
    }
}
