package org.valija.imap.parse;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.message.SearchRequest.Result;

/**
 * What of its result a search is to answer with.
 *
 * @param results may be empty
 * @param partial positions in the result; null for none
 * @param save whether {@code $} stands for the result from now on
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4731.html#section-3.1">RFC 4731, 3.1</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5182.html#section-2.4">RFC 5182, 2.4</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9394.html#section-3.1">RFC 9394, 3.1</a>
 */
public record ResultOptions(Set<Result> results, @Nullable Positions partial, boolean save) {

    /** All numbers: what is meant where nothing is said. */
    public static final ResultOptions ALL = new ResultOptions(EnumSet.of(Result.ALL), null, false);

    /**
     * {@code ["RETURN" SP "(" [search-return-opt *(SP search-return-opt)] ")" SP]}; null if there is none
     *
     * @param command whose options these are
     */
    public static @Nullable ResultOptions read(String command, Arguments in) {
        if (!in.skipWord("RETURN")) {
            return null;
        }
        in.known(Vocabulary.Place.RESULT_OPTION, command + " RETURN");
        in.sp().expect('(');
        var options = in.peek() == ')' ? ALL : readAll(in);
        in.expect(')').sp();
        return options;
    }

    private static ResultOptions readAll(Arguments in) {
        var results = EnumSet.noneOf(Result.class);
        Positions partial = null;
        boolean save = false;
        do {
            switch (in.word(Vocabulary.Place.RESULT_OPTION)) {
                case "MIN" -> results.add(Result.MIN);
                case "MAX" -> results.add(Result.MAX);
                case "ALL" -> results.add(Result.ALL);
                case "COUNT" -> results.add(Result.COUNT);
                case "SAVE" -> save = true;
                case "PARTIAL" -> {
                    if (partial != null) {
                        throw new SyntaxException("PARTIAL can be asked for once");
                    }
                    partial = Positions.read(in.sp());
                }
                default -> throw new SyntaxException("No such result option");
            }
        } while (in.skip(' '));
        if (partial != null && results.contains(Result.ALL)) {
            throw new SyntaxException("PARTIAL and ALL can't be asked for together");
        }
        return new ResultOptions(results, partial, save);
    }

    /** Whether the client wants to hear anything at all: RFC 5182, 2.4. */
    public boolean isSilent() {
        return results.isEmpty() && partial == null;
    }

    /** Whether {@code $} is to stand for all that matches, and not just for what is named in the answer. */
    public boolean savesAll() {
        return isSilent() || results.contains(Result.ALL) || results.contains(Result.COUNT);
    }
}
