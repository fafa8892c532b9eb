package org.valija.mailbox.api.dkim;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a key signs. */
public enum DkimAlgorithm {
    /** RSA with SHA-256, 2,048 bits: RFC 8301, 3.2. */
    RSA,
    /** Ed25519 with SHA-256: RFC 8463. */
    ED25519;

    /** {@code k=} of the key's record: RFC 6376, 3.6.1. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
