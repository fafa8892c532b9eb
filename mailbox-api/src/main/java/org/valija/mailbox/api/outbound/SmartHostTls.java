package org.valija.mailbox.api.outbound;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a connection to a smart host must be. */
public enum SmartHostTls {
    /** Encrypted where the server offers it. */
    OPPORTUNISTIC,
    /** Encrypted by STARTTLS, whoever the server is. */
    ENCRYPTED,
    /** Encrypted by STARTTLS, with a certificate for the host's name from somebody trusted. */
    VERIFIED,
    /** The same from the first octet: RFC 8314, 3.3. */
    IMPLICIT;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
