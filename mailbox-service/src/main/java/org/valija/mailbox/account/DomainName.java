package org.valija.mailbox.account;

import java.net.IDN;
import java.util.Locale;
import java.util.regex.Pattern;
import org.valija.mailbox.api.MailboxException;

/**
 * @param value lower case, A-labels: RFC 5890, 2.3.2.1
 */
public record DomainName(String value) {

    private static final int LONGEST = 253;
    /** {@code sub-domain = Let-dig [Ldh-str]}: RFC 5321, 4.1.2 */
    private static final Pattern LABELS =
            Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");

    /**
     * Reads a name in Unicode or ASCII.
     *
     * @param field to be named where the text is wrong
     */
    public static DomainName parse(String field, String text) {
        String ascii;
        try {
            ascii = IDN.toASCII(text).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException _) {
            throw invalid(field);
        }
        if (ascii.length() > LONGEST || !LABELS.matcher(ascii).matches()) {
            throw invalid(field);
        }
        return new DomainName(ascii);
    }

    /** As U-labels, where it has any: RFC 5890, 2.3.2.1. */
    public String unicode() {
        return IDN.toUnicode(value);
    }

    private static MailboxException invalid(String field) {
        return new MailboxException.Invalid(field, "not a domain name");
    }
}
