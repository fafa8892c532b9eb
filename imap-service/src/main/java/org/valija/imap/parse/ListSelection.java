package org.valija.imap.parse;

/**
 * Which of the mailboxes whose names match LIST is to tell.
 *
 * @param subscribed only those that are subscribed to, even if they are not there
 * @param specialUse only those with a special use
 * @param recursiveMatch besides, those above one that is selected
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5258.html#section-3.1">RFC 5258, 3.1</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6154.html#section-2">RFC 6154, 2</a>
 */
public record ListSelection(boolean subscribed, boolean specialUse, boolean recursiveMatch) {

    /** All that there are. */
    public static final ListSelection NONE = new ListSelection(false, false, false);

    /** {@code list-select-opts = "(" [list-select-opt *(SP list-select-opt)] ")"} */
    public static ListSelection read(Arguments in) {
        in.expect('(');
        if (in.skip(')')) {
            return NONE;
        }
        boolean subscribed = false;
        boolean specialUse = false;
        boolean recursiveMatch = false;
        do {
            switch (in.word(Vocabulary.Place.LIST_OPTION)) {
                case "SUBSCRIBED" -> subscribed = true;
                case "SPECIAL-USE" -> specialUse = true;
                case "RECURSIVEMATCH" -> recursiveMatch = true;
                case "REMOTE" -> {
                    // There are no mailboxes elsewhere
                }
                default -> throw new SyntaxException("No such selection option");
            }
        } while (in.skip(' '));
        in.expect(')');
        // The other options have nothing to do with the mailboxes below: RFC 5258, 6
        if (recursiveMatch && !subscribed) {
            throw new SyntaxException("RECURSIVEMATCH needs SUBSCRIBED");
        }
        return new ListSelection(subscribed, specialUse, recursiveMatch);
    }
}
