package org.valija.smtp.parse;

import java.util.Optional;
import java.util.Set;
import org.valija.smtp.parse.SyntaxException.Fault;

/**
 * What RCPT says about notices to the sender.
 *
 * @param notices when the sender wants one; empty if it said nothing, which means FAILURE, and DELAY where that is usual
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3461.html#section-4">RFC 3461, 4</a>
 */
public record RcptParameters(Set<Notify> notices, Optional<OriginalRecipient> originalRecipient) {

    /** Without any. */
    public static final RcptParameters NONE = new RcptParameters(Set.of(), Optional.empty());

    public RcptParameters {
        notices = Set.copyOf(notices);
    }

    /** @throws SyntaxException with {@link Fault#PARAMETER} for one that we did not offer: RFC 5321, 4.1.1.11 */
    public static RcptParameters read(Arguments in) {
        var parameters = NONE;
        for (var parameter : EsmtpParameter.readAll(in)) {
            parameters = switch (parameter.keyword()) {
                case "NOTIFY" -> new RcptParameters(Notify.read(parameter.required()), parameters.originalRecipient);
                case "ORCPT" ->
                    new RcptParameters(parameters.notices, Optional.of(OriginalRecipient.read(parameter.required())));
                default -> throw new SyntaxException(Fault.PARAMETER, "parameter that was offered");
            };
        }
        return parameters;
    }
}
