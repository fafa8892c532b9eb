package org.valija.imap.command;

import org.jspecify.annotations.Nullable;
import org.valija.imap.parse.Arguments;
import org.valija.imap.parse.SyntaxException;
import org.valija.imap.parse.Vocabulary.Place;

/**
 * What LIST is to tell of each mailbox.
 *
 * @param subscribed whether it is subscribed to
 * @param status its numbers; null for none
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5258.html#section-3.2">RFC 5258, 3.2</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5819.html#section-2">RFC 5819, 2</a>
 */
record ListReturn(boolean subscribed, @Nullable StatusItems status) {

    static final ListReturn NONE = new ListReturn(false, null);

    /** {@code list-return-opts = "RETURN" SP "(" [return-option *(SP return-option)] ")"} */
    static ListReturn read(Arguments in) {
        if (!in.skipWord("RETURN")) {
            throw new SyntaxException("Expected RETURN");
        }
        in.sp().expect('(');
        if (in.skip(')')) {
            return NONE;
        }
        boolean subscribed = false;
        StatusItems status = null;
        do {
            switch (in.word(Place.LIST_OPTION)) {
                case "SUBSCRIBED" -> subscribed = true;
                case "CHILDREN", "SPECIAL-USE" -> {
                    // Told to everybody
                }
                case "STATUS" -> status = StatusItems.read(in.sp());
                default -> throw new SyntaxException("No such return option");
            }
        } while (in.skip(' '));
        in.expect(')');
        return new ListReturn(subscribed, status);
    }
}
