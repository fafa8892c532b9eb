package org.valija.suite.e2e;

import static java.util.stream.Collectors.joining;

import java.util.Locale;
import org.valija.suite.e2e.ImapValue.Items;

/** BODYSTRUCTURE in the short form of the corpus's catalogue: RFC 9051, 7.5.2. */
final class Outline {

    /** Where body-type-msg has the structure of the message within: after the 7 body-fields and the envelope. */
    private static final int MESSAGE_BODY = 8;

    private Outline() {}

    static String of(ImapValue structure) {
        var items = structure.items();
        if (items.getFirst() instanceof Items) {
            int parts = 0;
            while (items.get(parts) instanceof Items) {
                parts++;
            }
            return lower(items.get(parts))
                    + items.subList(0, parts).stream().map(Outline::of).collect(joining(",", "(", ")"));
        }
        String type = lower(items.get(0)) + "/" + lower(items.get(1));
        return type.equals("message/rfc822") ? type + "(" + of(items.get(MESSAGE_BODY)) + ")" : type;
    }

    private static String lower(ImapValue word) {
        return word.toString().toLowerCase(Locale.ROOT);
    }
}
