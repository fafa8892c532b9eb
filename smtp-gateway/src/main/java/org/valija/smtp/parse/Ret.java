package org.valija.smtp.parse;

import java.util.Locale;
import org.valija.smtp.parse.SyntaxException.Fault;

/**
 * {@code ret-value}: how much of the message comes back with a notice of failure.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3461.html#section-4.3">RFC 3461, 4.3</a>
 */
public enum Ret {
    FULL,
    HDRS;

    static Ret read(String value) {
        return switch (value.toUpperCase(Locale.ROOT)) {
            case "FULL" -> FULL;
            case "HDRS" -> HDRS;
            default -> throw new SyntaxException(Fault.ARGUMENTS, "RET=FULL or RET=HDRS");
        };
    }
}
