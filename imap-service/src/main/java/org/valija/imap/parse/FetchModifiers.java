package org.valija.imap.parse;

import org.jspecify.annotations.Nullable;

/**
 * Which of the messages FETCH is to tell of.
 *
 * @param changedSince those with a larger modification sequence than that; null for all
 * @param vanished whether to tell which are there no more
 * @param partial those at these positions among the messages that were named; null for all
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7162.html#section-3.1.4">RFC 7162, 3.1.4</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7162.html#section-3.2.6">RFC 7162, 3.2.6</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9394.html#section-3.3">RFC 9394, 3.3</a>
 */
public record FetchModifiers(
        @Nullable Long changedSince,
        boolean vanished,
        @Nullable Positions partial) {

    /** {@code [SP "(" fetch-modifier *(SP fetch-modifier) ")"]} */
    public static FetchModifiers read(Arguments in) {
        Long changedSince = null;
        boolean vanished = false;
        Positions partial = null;
        if (in.skip(' ')) {
            in.expect('(');
            do {
                switch (in.word(Vocabulary.Place.PARAMETER)) {
                    case "CHANGEDSINCE" -> changedSince = in.sp().modSequenceValue();
                    case "VANISHED" -> vanished = true;
                    case "PARTIAL" -> partial = Positions.read(in.sp());
                    default -> throw new SyntaxException("No such modifier of FETCH");
                }
            } while (in.skip(' '));
            in.expect(')');
        }
        if (vanished && changedSince == null) {
            throw new SyntaxException("VANISHED needs CHANGEDSINCE");
        }
        return new FetchModifiers(changedSince, vanished, partial);
    }
}
