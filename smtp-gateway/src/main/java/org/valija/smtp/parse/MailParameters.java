package org.valija.smtp.parse;

import java.util.Locale;
import org.valija.smtp.parse.SyntaxException.Fault;

/**
 * What MAIL says about the message.
 *
 * @param size octets that the client announces, RFC 1870; 0 if it announces none
 * @param body what octets are in it, RFC 6152
 */
public record MailParameters(long size, Body body) {

    /** Without any. */
    public static final MailParameters NONE = new MailParameters(0, Body.SEVEN_BIT);

    /** {@code body-value = "7BIT" / "8BITMIME"} */
    public enum Body {
        SEVEN_BIT,
        EIGHT_BIT_MIME;

        static Body of(String value) {
            return switch (value.toUpperCase(Locale.ROOT)) {
                case "7BIT" -> SEVEN_BIT;
                case "8BITMIME" -> EIGHT_BIT_MIME;
                default -> throw new SyntaxException(Fault.ARGUMENTS, "BODY=7BIT or BODY=8BITMIME");
            };
        }
    }

    /** @throws SyntaxException with {@link Fault#PARAMETER} for one that we did not offer: RFC 5321, 4.1.1.11 */
    public static MailParameters read(Arguments in) {
        var parameters = NONE;
        for (var parameter : EsmtpParameter.readAll(in)) {
            parameters = switch (parameter.keyword()) {
                case "SIZE" -> new MailParameters(size(parameter.required()), parameters.body);
                case "BODY" -> new MailParameters(parameters.size, Body.of(parameter.required()));
                // Who submitted it first, as the client says: nothing we trust, RFC 4954, 5
                case "AUTH" -> {
                    xtext(parameter.required());
                    yield parameters;
                }
                default -> throw new SyntaxException(Fault.PARAMETER, "parameter that was offered");
            };
        }
        return parameters;
    }

    /** {@code size-value = 1*20DIGIT}; more than a long can hold is as large as it can be. */
    private static long size(String value) {
        if (!value.matches("[0-9]{1,20}")) {
            throw new SyntaxException(Fault.ARGUMENTS, "SIZE in octets");
        }
        return value.length() > 18 ? Long.MAX_VALUE : Long.parseLong(value);
    }

    /** {@code xtext = *( xchar / hexchar )}: RFC 3461, 4. */
    private static void xtext(String value) {
        if (!value.equals("<>") && !value.matches("(?:[!-*,-<>-~]|\\+[0-9A-F]{2})+")) {
            throw new SyntaxException(Fault.ARGUMENTS, "AUTH in xtext");
        }
    }
}
