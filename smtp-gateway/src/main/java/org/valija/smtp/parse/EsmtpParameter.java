package org.valija.smtp.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code esmtp-param = esmtp-keyword ["=" esmtp-value]}, as MAIL and RCPT take them. RFC 6531, 3.3, lets values have more
 * than ASCII.
 *
 * @param keyword in upper case
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5321.html#section-4.1.2">RFC 5321, 4.1.2</a>
 */
public record EsmtpParameter(String keyword, Optional<String> value) {

    /** All up to the end of the command; each keyword once. */
    public static List<EsmtpParameter> readAll(Arguments in) {
        var parameters = new ArrayList<EsmtpParameter>();
        while (!in.atEnd()) {
            in.sp();
            var parameter = read(in);
            if (parameters.stream().anyMatch(before -> before.keyword.equals(parameter.keyword))) {
                throw in.expected("each parameter once");
            }
            parameters.add(parameter);
        }
        return parameters;
    }

    private static EsmtpParameter read(Arguments in) {
        var keyword = in.some("parameter", c -> Domain.isLetDig(c) || c == '-');
        Optional<String> value = in.take('=')
                ? Optional.of(in.some("value of a parameter", c -> c > ' ' && c != '=' && c != 0x7f))
                : Optional.empty();
        return new EsmtpParameter(keyword.toUpperCase(Locale.ROOT), value);
    }

    /** Its value, which it must have. */
    String required() {
        return value.orElseThrow(() -> new SyntaxException(SyntaxException.Fault.ARGUMENTS, keyword + " with a value"));
    }

    /** For one that is all said by its keyword. */
    void withoutValue() {
        if (value.isPresent()) {
            throw new SyntaxException(SyntaxException.Fault.ARGUMENTS, keyword + " without a value");
        }
    }
}
