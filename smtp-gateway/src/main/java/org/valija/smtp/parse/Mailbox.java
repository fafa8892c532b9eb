package org.valija.smtp.parse;

import java.nio.charset.StandardCharsets;

/**
 * {@code Mailbox = Local-part "@" ( Domain / address-literal )}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5321.html#section-4.1.2">RFC 5321, 4.1.2</a>
 */
public record Mailbox(LocalPart localPart, DomainOrLiteral domain) {

    private static final int LONGEST = 256; // RFC 5321, 4.5.3.1.3, with the brackets around it

    /**
     * {@code Path = "<" [ A-d-l ":" ] Mailbox ">"}, without the first bracket. The source route is read and ignored: RFC
     * 5321, Appendix C.
     */
    static Mailbox readPath(Arguments in) {
        if (in.peek() == '@') {
            sourceRoute(in);
        }
        var localPart = LocalPart.read(in);
        in.require('@');
        var mailbox = new Mailbox(localPart, DomainOrLiteral.readOfMailbox(in));
        in.require('>');
        if (mailbox.toString().getBytes(StandardCharsets.UTF_8).length + 2 > LONGEST) {
            throw in.expected("path of at most " + LONGEST + " octets");
        }
        return mailbox;
    }

    /** {@code A-d-l = At-domain *( "," At-domain )} */
    private static void sourceRoute(Arguments in) {
        do {
            in.require('@');
            Domain.read(in);
        } while (in.take(','));
        in.require(':');
    }

    /** Whether it can be written without SMTPUTF8. */
    boolean isAscii() {
        return toString().chars().allMatch(c -> c < 0x80);
    }

    /** As it is written in a command, without brackets. */
    @Override
    public String toString() {
        return localPart + "@" + domain;
    }
}
