package org.valija.smtp.outbound.dialogue;

import org.valija.smtp.outbound.tls.ClientTls;
import org.valija.smtp.settings.OutboundTimeouts;

/**
 * What we are to all servers alike.
 *
 * @param hostName what we call ourselves in EHLO
 */
public record Client(String hostName, OutboundTimeouts timeouts, ClientTls tls, Watchdog watchdog) {}
