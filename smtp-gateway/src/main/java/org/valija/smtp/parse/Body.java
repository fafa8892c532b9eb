package org.valija.smtp.parse;

import java.util.Locale;
import org.valija.smtp.parse.SyntaxException.Fault;

/** {@code body-value = "7BIT" / "8BITMIME" / "BINARYMIME"}: RFC 6152, 2, and RFC 3030, 3. */
public enum Body {
    SEVEN_BIT,
    EIGHT_BIT_MIME,
    /** Any octets, in lines or not; only BDAT can carry them. */
    BINARY_MIME;

    static Body read(String value) {
        return switch (value.toUpperCase(Locale.ROOT)) {
            case "7BIT" -> SEVEN_BIT;
            case "8BITMIME" -> EIGHT_BIT_MIME;
            case "BINARYMIME" -> BINARY_MIME;
            default -> throw new SyntaxException(Fault.ARGUMENTS, "BODY=7BIT, 8BITMIME or BINARYMIME");
        };
    }
}
