package org.valija.smtp.parse;

/**
 * {@code ( Domain / address-literal )}: what stands after the @ of a mailbox, and what a client calls itself in EHLO.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5321.html#section-4.1.2">RFC 5321, 4.1.2</a>
 */
public sealed interface DomainOrLiteral permits Domain, AddressLiteral {

    static DomainOrLiteral read(Arguments in) {
        return in.peek() == '[' ? AddressLiteral.read(in) : Domain.read(in);
    }

    /** The same after the @ of a mailbox, where U-labels are possible. */
    static DomainOrLiteral readOfMailbox(Arguments in) {
        return in.peek() == '[' ? AddressLiteral.read(in) : Domain.readInternational(in);
    }
}
