package org.valija.pop3.session;

import java.time.Duration;
import java.util.Set;
import org.valija.line.TlsMode;
import org.valija.line.sasl.SaslMechanismName;

/**
 * What a listener asks of its clients.
 *
 * @param tls when connections become encrypted
 * @param loopbackAuth whether clients on this machine may send passwords without TLS
 * @param saslMechanisms that clients may log in by
 * @param autologout idle time before a client is dropped; positive
 * @param errors bad commands and failed logins before a client is dropped
 */
record Policy(
        TlsMode tls, boolean loopbackAuth, Set<SaslMechanismName> saslMechanisms, Duration autologout, int errors) {}
