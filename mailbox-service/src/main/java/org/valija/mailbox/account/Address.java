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
 * @param unicode whether the domain was written in Unicode: as U-labels, RFC 5890, 2.3.2.1
 */
public record Address(String localPart, DomainName domain, boolean unicode) {

    /** In octets: RFC 5321, 4.5.3.1.1. */
    private static final int LONGEST_LOCAL_PART = 64;

    private static final int LAST_ASCII = 0x7F;

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
        if (localPart.codePoints().anyMatch(Address::isForbidden)) {
            throw new MailboxException.Invalid(field, "not an address: a control character before the @");
        }
        var domain = text.substring(at + 1);
        return new Address(
                localPart, DomainName.parse(field, domain), domain.chars().anyMatch(it -> it > LAST_ASCII));
    }

    /** What UTF-8 can't say, and what no line of a header may hold. */
    private static boolean isForbidden(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.CONTROL
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }

    /** By which an address is found: without regard to case, needless quotes, or how Unicode composes letters. */
    public String key() {
        var local = localPart;
        if (local.startsWith("\"")) {
            var unquoted =
                    QUOTED_PAIR.matcher(local.substring(1, local.length() - 1)).replaceAll("$1");
            local = DOT_STRING.matcher(unquoted).matches() ? unquoted : local;
        }
        return folded(local) + "@" + domain.value();
    }

    /** Upper case first, as that makes one of what lower case keeps apart: the two lower case sigmas, sharp s and ss. */
    private static String folded(String text) {
        var folded = Normalizer.normalize(text, Normalizer.Form.NFC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
        return Normalizer.normalize(folded, Normalizer.Form.NFC);
    }

    /** For people: the domain in Unicode if it was written so. */
    public String display() {
        return localPart + "@" + (unicode ? domain.unicode() : domain.value());
    }

    /** As it travels: the domain as A-labels. */
    @Override
    public String toString() {
        return localPart + "@" + domain.value();
    }
}
