package org.valija.line;

/** When a listener's connections become encrypted. */
public enum TlsMode {
    /** Never; the protocol offers no STARTTLS here. */
    NONE,

    /** After the client asks for it: SMTP and IMAP STARTTLS, POP3 STLS. */
    STARTTLS,

    /**
     * From the first octet.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc8314.html#section-3">RFC 8314, 3</a>
     */
    IMPLICIT
}
