package org.valija.pop3.session;

import java.time.Duration;
import org.valija.line.TlsMode;

/**
 * What a listener asks of its clients.
 *
 * @param tls when connections become encrypted
 * @param loopbackAuth whether clients on this machine may send passwords without TLS
 * @param autologout idle time before a client is dropped; positive
 * @param errors bad commands and failed logins before a client is dropped
 */
record Policy(TlsMode tls, boolean loopbackAuth, Duration autologout, int errors) {}
