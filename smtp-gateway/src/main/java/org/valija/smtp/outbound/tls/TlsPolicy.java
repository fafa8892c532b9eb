package org.valija.smtp.outbound.tls;

import org.valija.smtp.dns.DnsException;

/**
 * Says how connections to a destination have to be protected. Policies that destinations publish plug in here, such as
 * those of MTA-STS and DANE; without one, mail is encrypted wherever that is offered.
 */
@FunctionalInterface
public interface TlsPolicy {

    /** Encrypts wherever that is offered. */
    TlsPolicy OPPORTUNISTIC = (_, _) -> TlsDemand.OPPORTUNISTIC;

    /**
     * What is demanded of one server.
     *
     * @param destination domain of the recipients, as A-labels
     * @param host one of its servers
     * @throws DnsException if that can't be known now: the server must not be used then
     */
    TlsDemand demand(String destination, String host) throws DnsException;
}
