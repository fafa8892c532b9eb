package org.valija.imap.parse;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * How CREATE is to make a mailbox.
 *
 * @param uses the names of special uses, without backslash, in capitals; empty for none
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6154.html#section-3">RFC 6154, 3</a>
 */
public record CreateParameters(Set<String> uses) {

    /** {@code [SP "(" create-param *(SP create-param) ")"]}, {@code create-param = "USE" SP "(" [use-attr *(SP use-attr)] ")"} */
    public static CreateParameters read(Arguments in) {
        var uses = new LinkedHashSet<String>();
        if (in.skip(' ')) {
            in.expect('(');
            do {
                if (!in.word(Vocabulary.Place.PARAMETER).equals("USE")) {
                    throw new SyntaxException("No such parameter of CREATE");
                }
                in.sp();
                uses(in, uses);
            } while (in.skip(' '));
            in.expect(')');
        }
        return new CreateParameters(uses);
    }

    private static void uses(Arguments in, Set<String> uses) {
        in.expect('(');
        if (in.skip(')')) {
            return;
        }
        do {
            uses.add(in.expect('\\').word());
        } while (in.skip(' '));
        in.expect(')');
    }
}
