package org.valija.smtp.settings;

import java.util.Set;
import org.valija.line.TlsMode;
import org.valija.line.sasl.SaslMechanismName;

/**
 * What one listener allows.
 *
 * @param hostName what the server calls itself
 * @param loopbackAuth whether a client on this machine may log in without TLS
 * @param saslMechanisms that clients may log in by
 * @param errors of the client, before the connection is closed
 */
public record Policy(
        String hostName,
        Role role,
        TlsMode tls,
        boolean loopbackAuth,
        Set<SaslMechanismName> saslMechanisms,
        MessageLimits message,
        Timeouts timeouts,
        Patience patience,
        int errors) {

    /** Whether users log in here. */
    public boolean offersAuth() {
        return role == Role.SUBMISSION;
    }
}
