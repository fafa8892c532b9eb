package org.valija.smtp.parse;

import java.net.IDN;
import java.util.Locale;

/**
 * {@code Domain = sub-domain *("." sub-domain)}.
 *
 * @param name as it was written; 1 to 255 octets, each label 1 to 63, U-labels counted as DNS has them
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5321.html#section-4.1.2">RFC 5321, 4.1.2</a>
 */
public record Domain(String name) implements DomainOrLiteral {

    private static final int LONGEST = 255; // RFC 5321, 4.5.3.1.2
    private static final int LONGEST_LABEL = 63;

    static Domain read(Arguments in) {
        var name = new StringBuilder(subDomain(in));
        while (in.take('.')) {
            name.append('.').append(subDomain(in));
        }
        if (name.length() > LONGEST) {
            throw in.expected("domain of at most " + LONGEST + " octets");
        }
        return new Domain(name.toString());
    }

    /** {@code sub-domain =/ U-label}: RFC 6531, 3.3. Only in mailboxes: clients introduce themselves in ASCII (3.7.1). */
    static Domain readInternational(Arguments in) {
        var name = in.some("domain", c -> isLetDig(c) || c == '-' || c == '_' || c == '.' || c > 0x7f);
        try {
            var labels = new Arguments(IDN.toASCII(name));
            read(labels);
            labels.end();
            return new Domain(name);
        } catch (IllegalArgumentException | SyntaxException _) {
            throw in.expected("domain");
        }
    }

    /** {@code sub-domain = Let-dig [Ldh-str]}, and the underscore, as Windows gives it to hosts and admins to DNS names. */
    private static String subDomain(Arguments in) {
        var label = in.some("domain", c -> isLetDig(c) || c == '-' || c == '_');
        if (label.startsWith("-") || label.endsWith("-") || label.length() > LONGEST_LABEL) {
            throw in.expected("domain");
        }
        return label;
    }

    static boolean isLetDig(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }

    /** As DNS knows it: lower case, A-labels (RFC 5890, 2.3.2.1). */
    public String aLabels() {
        return aLabels(name);
    }

    /** The same of what somebody took for a domain; what has no A-labels stays as it is, but for its case. */
    public static String aLabels(String name) {
        try {
            return IDN.toASCII(name, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException _) {
            return name.toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
