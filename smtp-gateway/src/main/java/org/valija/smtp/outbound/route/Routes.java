package org.valija.smtp.outbound.route;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.outbound.SmartHost;
import org.valija.smtp.dns.Dns;
import org.valija.smtp.dns.Dns.MailExchanger;
import org.valija.smtp.dns.DnsException;
import org.valija.smtp.outbound.dialogue.LocalFailure;
import org.valija.smtp.outbound.dialogue.Login;
import org.valija.smtp.outbound.dialogue.Server;
import org.valija.smtp.outbound.tls.TlsDemand;
import org.valija.smtp.outbound.tls.TlsPolicy;
import org.valija.smtp.settings.OutboundProperties;

/**
 * Finds the servers for a destination: those that the DNS names, or a smart host. Thread-safe.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5321.html#section-5">RFC 5321, 5</a>
 */
public final class Routes {

    private final Dns dns;
    private final TlsPolicy policy;
    private final Ourselves ourselves;
    private final OutboundProperties settings;
    private final RandomGenerator random;

    public Routes(Dns dns, TlsPolicy policy, Ourselves ourselves, OutboundProperties settings, RandomGenerator random) {
        this.dns = dns;
        this.policy = policy;
        this.ourselves = ourselves;
        this.settings = settings;
        this.random = random;
    }

    /** Nothing is to be tried with any server of the destination. */
    private static final class NoRouteException extends Exception {

        private static final long serialVersionUID = 1;

        private final transient LocalFailure failure;

        NoRouteException(String status, String text) {
            super(text, null, false, false);
            failure = new LocalFailure(status, text);
        }
    }

    /**
     * The servers for a destination.
     *
     * @param destination domain as A-labels, or an address literal
     * @param smartHost that takes its mail; null for the servers that the DNS names
     * @param requireTls whether the sender wants servers to prove who they are: RFC 8689, 4.2.1
     */
    public Route to(String destination, @Nullable SmartHost smartHost, boolean requireTls) {
        try {
            var servers = smartHost == null ? servers(destination, requireTls) : servers(smartHost);
            return new Route.Servers(servers.subList(0, Math.min(servers.size(), settings.addresses())));
        } catch (DnsException e) {
            return new Route.Nowhere(new LocalFailure("4.4.3", "The DNS does not answer: " + e.getMessage()));
        } catch (NoRouteException e) {
            return new Route.Nowhere(e.failure);
        }
    }

    private List<Server> servers(SmartHost host) throws DnsException, NoRouteException {
        var login = host.user() == null ? null : new Login(host.user(), host.password() == null ? "" : host.password());
        var demand = switch (host.tls()) {
            case OPPORTUNISTIC -> login == null ? TlsDemand.OPPORTUNISTIC : TlsDemand.ENCRYPTED;
            case ENCRYPTED -> TlsDemand.ENCRYPTED;
            case VERIFIED -> TlsDemand.VERIFIED;
            case IMPLICIT -> TlsDemand.IMPLICIT;
        };
        var servers = new ArrayList<Server>();
        for (var address : addresses(host.host())) {
            servers.add(new Server(
                    host.host(), new InetSocketAddress(address, host.port()), source(address), demand, login));
        }
        if (servers.isEmpty()) {
            throw new NoRouteException("4.4.4", "The smart host " + host.host() + " has no address");
        }
        return servers;
    }

    private List<Server> servers(String destination, boolean requireTls) throws DnsException, NoRouteException {
        var servers = new ArrayList<Server>();
        DnsException unknown = null;
        for (var host : hosts(destination)) {
            try {
                var demand = requireTls ? TlsDemand.VERIFIED : policy.demand(destination, host);
                for (var address : addresses(host)) {
                    if (ourselves.isUs(address, settings.port())) {
                        // It and all that are less preferred would send the message back to us: RFC 5321, 5.1
                        return beforeUs(servers, destination);
                    }
                    var server = new InetSocketAddress(address, settings.port());
                    servers.add(new Server(host, server, source(address), demand, null));
                }
            } catch (DnsException e) {
                unknown = e;
            }
        }
        if (!servers.isEmpty()) {
            return servers;
        }
        if (unknown != null) {
            throw unknown;
        }
        throw new NoRouteException("5.4.4", "No server takes mail for " + destination);
    }

    private static List<Server> beforeUs(List<Server> servers, String destination) throws NoRouteException {
        if (servers.isEmpty()) {
            throw new NoRouteException("5.4.6", "Mail for " + destination + " loops back to this server");
        }
        return servers;
    }

    /** In the order in which they are tried: by preference, and equal ones shuffled, so that all get their share. */
    private List<String> hosts(String destination) throws DnsException, NoRouteException {
        if (destination.startsWith("[") && destination.endsWith("]")) {
            return List.of(destination);
        }
        var exchangers = new ArrayList<>(dns.mailExchangers(destination));
        if (exchangers.isEmpty()) {
            // The domain is its own exchanger: RFC 5321, 5.1
            return List.of(destination);
        }
        if (exchangers.stream().allMatch(mx -> mx.host().equals("."))) { // RFC 7505, 3
            throw new NoRouteException("5.1.10", destination + " takes no mail");
        }
        var ours = exchangers.stream().filter(mx -> ourselves.isUs(mx.host())).findFirst();
        ours.ifPresent(us -> exchangers.removeIf(mx -> mx.preference() >= us.preference()));
        if (exchangers.isEmpty()) {
            throw new NoRouteException("5.4.6", "Mail for " + destination + " loops back to this server");
        }
        Collections.shuffle(exchangers, Random.from(random));
        return exchangers.stream()
                .sorted(Comparator.comparingInt(MailExchanger::preference))
                .map(MailExchanger::host)
                .distinct()
                .toList();
    }

    private List<InetAddress> addresses(String host) throws DnsException {
        try {
            return List.of(InetAddress.ofLiteral(host.replaceFirst("^\\[(?:IPv6:)?(.*)]$", "$1")));
        } catch (IllegalArgumentException _) {
            // A name
        }
        var sixes = settings.ipv6() ? dns.records(host, Dns.Type.AAAA) : List.<String>of();
        var fours = settings.ipv4() ? dns.records(host, Dns.Type.A) : List.<String>of();
        return Stream.concat(sixes.stream(), fours.stream())
                .map(InetAddress::ofLiteral)
                .toList();
    }

    /** One of ours of the same family; null where that is left to the system. */
    private @Nullable InetAddress source(InetAddress to) {
        return settings.sources().stream()
                .filter(source -> source instanceof Inet6Address == to instanceof Inet6Address)
                .findFirst()
                .orElse(null);
    }
}
