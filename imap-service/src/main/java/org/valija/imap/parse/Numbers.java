package org.valija.imap.parse;

/** {@code number} and {@code number64} of RFC 9051, 9. */
final class Numbers {

    private static final long LARGEST_NUMBER = 0xFFFF_FFFFL;

    private Numbers() {}

    static long number(Arguments in) {
        return digits(in, LARGEST_NUMBER);
    }

    static long number64(Arguments in) {
        return digits(in, Long.MAX_VALUE);
    }

    static long notZero(long number) {
        if (number == 0) {
            throw new SyntaxException("Number must not be zero");
        }
        return number;
    }

    private static long digits(Arguments in, long largest) {
        var digits = in.take(Chars::isDigit, "Expected a number");
        try {
            long number = Long.parseLong(digits);
            if (number <= largest) {
                return number;
            }
        } catch (NumberFormatException _) {
            // over 63 bits: said below
        }
        throw new SyntaxException("Number too large");
    }
}
