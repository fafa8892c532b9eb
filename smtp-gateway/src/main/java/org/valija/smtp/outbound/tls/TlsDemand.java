package org.valija.smtp.outbound.tls;

/** What a connection to a server has to be. */
public enum TlsDemand {
    /** In the clear, whatever the server offers: for servers whose TLS does not work. */
    NONE,
    /** Encrypted where the server offers it, whoever it is: RFC 7435, 3. */
    OPPORTUNISTIC,
    /** Encrypted, whoever the server is. */
    ENCRYPTED,
    /** Encrypted, with a certificate for the server's name from somebody trusted: RFC 6125. */
    VERIFIED,
    /** The same, from the first octet on: RFC 8314, 3.3. */
    IMPLICIT;

    /** Whether nothing may be sent in the clear. */
    public boolean isStrict() {
        return this == ENCRYPTED || this == VERIFIED || this == IMPLICIT;
    }

    /** Whether the server has to prove who it is. */
    public boolean isVerified() {
        return this == VERIFIED || this == IMPLICIT;
    }
}
