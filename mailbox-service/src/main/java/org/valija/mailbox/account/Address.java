package org.valija.mailbox.account;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.valija.mailbox.api.MailboxException;

/**
 * {@code Mailbox = Local-part "@" ( Domain / address-literal )}: RFC 5321, 4.1.2, and in UTF-8 RFC 6531, 3.3. Literals are
 * not addresses of ours.
 *
 * @param localPart as it was written
 */
public record Address(String localPart, DomainName domain) {

    /** In octets: RFC 5321, 4.5.3.1.1. */
    private static final int LONGEST_LOCAL_PART = 64;

    /** {@code Dot-string}, its atoms of atext (RFC 5322, 3.2.3) and of all that is not ASCII. */
    private static final Pattern DOT_STRING = Pattern.compile(
            "[\\w!#$%&'*+/=?^`{|}~\\x{80}-\\x{10FFFF}-]+(\\.[\\w!#$%&'*+/=?^`{|}~\\x{80}-\\x{10FFFF}-]+)*");

    private static final Pattern QUOTED_STRING = Pattern.compile("\"([ !#-\\[\\]-~\\x{80}-\\x{10FFFF}]|\\\\[ -~])*\"");
    private static final Pattern QUOTED_PAIR = Pattern.compile("\\\\(.)");

    /**
     * Reads an address.
     *
     * @param field to be named where the text is wrong
     */
    public static Address parse(String field, String text) {
        int at = text.lastIndexOf('@');
        if (at < 0) {
            throw new MailboxException.Invalid(field, "not an address: it lacks an @");
        }
        var localPart = text.substring(0, at);
        if (!DOT_STRING.matcher(localPart).matches()
                && !QUOTED_STRING.matcher(localPart).matches()) {
            throw new MailboxException.Invalid(field, "not an address: what stands before the @");
        }
        if (localPart.getBytes(StandardCharsets.UTF_8).length > LONGEST_LOCAL_PART) {
            throw new MailboxException.Invalid(
                    field, "not an address: over " + LONGEST_LOCAL_PART + " octets before the @");
        }
        return new Address(localPart, DomainName.parse(field, text.substring(at + 1)));
    }

    /** By which an address is found: without regard to case, needless quotes, or how Unicode composes letters. */
    public String key() {
        var local = localPart;
        if (local.startsWith("\"")) {
            var unquoted =
                    QUOTED_PAIR.matcher(local.substring(1, local.length() - 1)).replaceAll("$1");
            local = DOT_STRING.matcher(unquoted).matches() ? unquoted : local;
        }
        var folded = Normalizer.normalize(local, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        return folded + "@" + domain.value();
    }

    @Override
    public String toString() {
        return localPart + "@" + domain.value();
    }
}
