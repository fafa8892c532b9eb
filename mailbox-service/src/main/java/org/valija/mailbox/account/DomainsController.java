package org.valija.mailbox.account;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.valija.mailbox.api.Page;
import org.valija.mailbox.api.account.DnsRecords;
import org.valija.mailbox.api.account.Domain;
import org.valija.mailbox.api.account.DomainChange;
import org.valija.mailbox.api.account.DomainsApi;
import org.valija.mailbox.api.account.NewDomain;
import org.valija.mailbox.web.Cursor;

@RestController
class DomainsController implements DomainsApi {

    private final Domains domains;
    private final AccountProperties properties;
    private final DnsZone zone;

    DomainsController(Domains domains, AccountProperties properties, DnsZone zone) {
        this.domains = domains;
        this.properties = properties;
        this.zone = zone;
    }

    @Override
    @ResponseStatus(HttpStatus.CREATED)
    public Domain create(NewDomain domain) {
        return domains.create(DomainName.parse("name", domain.name()), DomainSettings.of(domain, properties));
    }

    @Override
    public Page<Domain> list(@Nullable String cursor, @Nullable Integer limit) {
        return domains.list(Cursor.key(cursor), Cursor.limit(limit));
    }

    @Override
    public Domain get(String name) {
        return domains.get(DomainName.parse("name", name));
    }

    @Override
    public DnsRecords dnsRecords(String name) {
        var domain = DomainName.parse("name", name);
        domains.get(domain);
        return zone.of(domain);
    }

    @Override
    public Domain change(String name, DomainChange change) {
        return domains.change(DomainName.parse("name", name), DomainSettings.of(change));
    }

    @Override
    @ResponseStatus(HttpStatus.NO_CONTENT)
    public void delete(String name) {
        domains.delete(DomainName.parse("name", name));
    }
}
