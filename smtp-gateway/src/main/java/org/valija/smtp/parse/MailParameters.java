package org.valija.smtp.parse;

import java.util.Optional;
import org.valija.smtp.parse.SyntaxException.Fault;

/**
 * What MAIL says about the message.
 *
 * @param size octets that the client announces, RFC 1870; 0 if it announces none
 * @param body what octets are in it
 * @param smtpUtf8 whether addresses and header fields may hold more than ASCII: RFC 6531, 3.4
 * @param requireTls whether it must never travel in the clear: RFC 8689, 4.1
 * @param ret how much of it comes back with a notice: RFC 3461, 4.3
 * @param envId by which the sender knows it, to be named in notices; printable US-ASCII: RFC 3461, 4.4
 */
public record MailParameters(
        long size, Body body, boolean smtpUtf8, boolean requireTls, Optional<Ret> ret, Optional<String> envId) {

    /** Without any. */
    public static final MailParameters NONE =
            new MailParameters(0, Body.SEVEN_BIT, false, false, Optional.empty(), Optional.empty());

    private static final int LONGEST_ENVID = 100; // RFC 3461, 4.4

    /** @throws SyntaxException with {@link Fault#PARAMETER} for one that we did not offer: RFC 5321, 4.1.1.11 */
    public static MailParameters read(Arguments in) {
        var parameters = NONE;
        for (var parameter : EsmtpParameter.readAll(in)) {
            parameters = parameters.with(parameter);
        }
        return parameters;
    }

    private MailParameters with(EsmtpParameter parameter) {
        return switch (parameter.keyword()) {
            case "SIZE" -> new MailParameters(size(parameter.required()), body, smtpUtf8, requireTls, ret, envId);
            case "BODY" -> new MailParameters(size, Body.read(parameter.required()), smtpUtf8, requireTls, ret, envId);
            case "SMTPUTF8" -> {
                parameter.withoutValue();
                yield new MailParameters(size, body, true, requireTls, ret, envId);
            }
            case "REQUIRETLS" -> {
                parameter.withoutValue();
                yield new MailParameters(size, body, smtpUtf8, true, ret, envId);
            }
            case "RET" ->
                new MailParameters(
                        size, body, smtpUtf8, requireTls, Optional.of(Ret.read(parameter.required())), envId);
            case "ENVID" ->
                new MailParameters(size, body, smtpUtf8, requireTls, ret, Optional.of(envId(parameter.required())));
            // Who submitted it first, as the client says: nothing we trust, RFC 4954, 5
            case "AUTH" -> {
                if (!parameter.required().equals("<>")) {
                    Xtext.decode("AUTH", parameter.required());
                }
                yield this;
            }
            default -> throw new SyntaxException(Fault.PARAMETER, "parameter that was offered");
        };
    }

    /** {@code size-value = 1*20DIGIT}; more than a long can hold is as large as it can be. */
    private static long size(String value) {
        if (!value.matches("[0-9]{1,20}")) {
            throw new SyntaxException(Fault.ARGUMENTS, "SIZE in octets");
        }
        return value.length() > 18 ? Long.MAX_VALUE : Long.parseLong(value);
    }

    private static String envId(String value) {
        if (value.length() > LONGEST_ENVID) {
            throw new SyntaxException(Fault.ARGUMENTS, "ENVID of at most " + LONGEST_ENVID + " characters");
        }
        return Xtext.decodePrintable("ENVID", value);
    }
}
