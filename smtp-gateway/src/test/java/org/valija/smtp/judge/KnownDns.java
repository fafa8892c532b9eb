package org.valija.smtp.judge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.valija.smtp.dns.Dns;
import org.valija.smtp.dns.DnsException;

/** What a test knows of the DNS. */
final class KnownDns implements Dns {

    private final Map<String, List<String>> records = new HashMap<>();
    private final Set<String> failing = new HashSet<>();

    KnownDns txt(String name, String text) {
        records.computeIfAbsent(Type.TXT + name, _ -> new ArrayList<>()).add(text);
        return this;
    }

    KnownDns fails(String name) {
        failing.add(name);
        return this;
    }

    @Override
    public List<String> records(String name, Type type) throws DnsException {
        if (failing.contains(name)) {
            throw new DnsException(name);
        }
        return records.getOrDefault(type + name, List.of());
    }

    @Override
    public List<MailExchanger> mailExchangers(String domain) {
        return List.of();
    }
}
