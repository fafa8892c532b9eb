package org.valija.pop3.parse;

import org.jspecify.annotations.Nullable;

/** What follows the keyword of a command; read from left to right, each argument after one space: RFC 1939, 3. */
public final class Arguments {

    /** More than any maildrop has, so that a longer number can't name a message. */
    private static final int MAX_DIGITS = 9;

    private final String usage;
    private @Nullable String rest;

    /**
     * @param usage the form of the command, for the reply when the arguments are not like that
     * @param rest what follows the keyword and one space; null if the keyword stands alone
     */
    public Arguments(String usage, @Nullable String rest) {
        this.usage = usage;
        this.rest = rest;
    }

    /** Whether nothing is left. */
    public boolean isEmpty() {
        return rest == null;
    }

    /** One word, free of spaces. */
    public String word() {
        var text = rest;
        if (text == null) {
            throw wrong();
        }
        int space = text.indexOf(' ');
        var word = space < 0 ? text : text.substring(0, space);
        rest = space < 0 ? null : text.substring(space + 1);
        if (word.isEmpty()) {
            throw wrong();
        }
        return word;
    }

    /** All that is left, spaces included: a password may have them (RFC 1939, 7, PASS). */
    public String remainder() {
        var text = rest;
        if (text == null || text.isEmpty()) {
            throw wrong();
        }
        rest = null;
        return text;
    }

    /**
     * A message-number: RFC 1939, 5.
     *
     * @return at least 1; {@link Integer#MAX_VALUE} for a number that is larger than any maildrop
     */
    public int messageNumber() {
        int number = number();
        if (number == 0) {
            throw new SyntaxException("message numbers begin with 1");
        }
        return number;
    }

    /** A number that is not negative; {@link Integer#MAX_VALUE} for one with ten digits or more. */
    public int number() {
        var word = word();
        if (!word.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw wrong();
        }
        var digits = word.replaceFirst("^0+(?=.)", "");
        return digits.length() > MAX_DIGITS ? Integer.MAX_VALUE : Integer.parseInt(digits);
    }

    /** Nothing may be left. */
    public void end() {
        if (rest != null) {
            throw wrong();
        }
    }

    private SyntaxException wrong() {
        return new SyntaxException("usage: " + usage);
    }
}
