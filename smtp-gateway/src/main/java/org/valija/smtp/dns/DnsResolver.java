package org.valija.smtp.dns;

import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.valija.smtp.settings.DnsProperties;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Cache;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.Lookup;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;

/** Asks real servers, by dnsjava, and remembers the answers as long as they allow. */
public final class DnsResolver implements Dns {

    private final Resolver resolver;
    private final Cache cache = new Cache(DClass.IN);

    /** @throws UnknownHostException if a server in the settings is no address */
    public DnsResolver(DnsProperties properties) throws UnknownHostException {
        var resolver = new ExtendedResolver();
        if (!properties.servers().isEmpty()) {
            var servers = properties.servers().stream().map(DnsResolver::server).toArray(Resolver[]::new);
            resolver = new ExtendedResolver(servers);
        }
        resolver.setTimeout(properties.timeout());
        resolver.setRetries(properties.attempts());
        this.resolver = resolver;
        cache.setMaxEntries(properties.cached());
    }

    private static SimpleResolver server(DnsProperties.Server server) {
        var resolver = new SimpleResolver(server.address());
        resolver.setPort(server.port());
        return resolver;
    }

    @Override
    public List<String> records(String name, Type type) throws DnsException {
        return ask(name, org.xbill.DNS.Type.value(type.name())).stream()
                .map(DnsResolver::text)
                .toList();
    }

    @Override
    public List<MailExchanger> mailExchangers(String domain) throws DnsException {
        return ask(domain, org.xbill.DNS.Type.MX).stream()
                .map(MXRecord.class::cast)
                .map(mx -> new MailExchanger(mx.getPriority(), mx.getTarget().toString(true)))
                .sorted(Comparator.comparingInt(MailExchanger::preference))
                .toList();
    }

    private List<Record> ask(String name, int type) throws DnsException {
        var lookup = lookup(name, type);
        if (lookup == null) {
            return List.of();
        }
        var records = lookup.run();
        return switch (lookup.getResult()) {
            case Lookup.SUCCESSFUL -> Arrays.asList(records);
            case Lookup.HOST_NOT_FOUND, Lookup.TYPE_NOT_FOUND -> List.of();
            default ->
                throw new DnsException(
                        org.xbill.DNS.Type.string(type) + " of " + name + ": " + lookup.getErrorString());
        };
    }

    /** Null for what can be no name, and so has no records. */
    private @Nullable Lookup lookup(String name, int type) {
        try {
            var lookup = new Lookup(Name.fromString(name, Name.root), type);
            lookup.setResolver(resolver);
            lookup.setCache(cache);
            // What this machine calls others is nobody's business
            lookup.setHostsFileParser(null);
            return lookup;
        } catch (TextParseException _) {
            return null;
        }
    }

    private static String text(Record record) {
        return switch (record) {
            case ARecord a -> a.getAddress().getHostAddress();
            case AAAARecord aaaa -> aaaa.getAddress().getHostAddress();
            case PTRRecord ptr -> ptr.getTarget().toString(true);
            case TXTRecord txt -> text(txt);
            default -> throw new IllegalArgumentException("not asked for: " + record.getType());
        };
    }

    private static String text(TXTRecord record) {
        var text = new StringBuilder();
        for (byte[] string : record.getStringsAsByteArrays()) {
            text.append(new String(string, StandardCharsets.UTF_8));
        }
        return text.toString();
    }
}
