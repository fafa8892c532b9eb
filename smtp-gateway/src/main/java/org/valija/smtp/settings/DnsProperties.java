package org.valija.smtp.settings;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whom to ask for DNS.
 *
 * @param servers tried one after the other; those of the operating system if empty
 * @param timeout for one question to one server; positive
 * @param attempts of each question; at least 1
 * @param cached answers that are remembered, at most
 */
public record DnsProperties(
        @DefaultValue List<Server> servers,
        @DefaultValue("3s") Duration timeout,
        @DefaultValue("2") int attempts,
        @DefaultValue("50000") int cached) {

    public DnsProperties {
        servers = List.copyOf(servers);
        if (!timeout.isPositive() || attempts < 1 || cached < 1) {
            throw new IllegalArgumentException(
                    "smtp.dns needs a timeout, one attempt and room for one answer at least");
        }
    }

    /** @param port UDP and TCP */
    public record Server(
            InetAddress address, @DefaultValue("53") int port) {}
}
