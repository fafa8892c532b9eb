package org.valija.smtp.parse;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.valija.smtp.parse.SyntaxException.Fault;

/**
 * {@code notify-list-element}: what the sender wants to hear about one recipient.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3461.html#section-4.1">RFC 3461, 4.1</a>
 */
public enum Notify {
    NEVER,
    SUCCESS,
    FAILURE,
    DELAY;

    /** {@code notify-esmtp-value = "NEVER" / ( notify-list-element *( "," notify-list-element ) )} */
    static Set<Notify> read(String value) {
        var wanted = EnumSet.noneOf(Notify.class);
        for (var element : value.toUpperCase(Locale.ROOT).split(",", -1)) {
            wanted.add(
                    switch (element) {
                        case "NEVER" -> NEVER;
                        case "SUCCESS" -> SUCCESS;
                        case "FAILURE" -> FAILURE;
                        case "DELAY" -> DELAY;
                        default ->
                            throw new SyntaxException(Fault.ARGUMENTS, "NOTIFY=NEVER, or SUCCESS, FAILURE, DELAY");
                    });
        }
        if (wanted.contains(NEVER) && wanted.size() > 1) {
            throw new SyntaxException(Fault.ARGUMENTS, "NOTIFY=NEVER alone");
        }
        return wanted;
    }
}
