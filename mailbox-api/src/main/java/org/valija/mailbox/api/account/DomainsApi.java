package org.valija.mailbox.api.account;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PatchExchange;
import org.springframework.web.service.annotation.PostExchange;
import org.valija.mailbox.api.Page;

/** The domains that this server receives mail for. For administrators. */
@HttpExchange("/v1/domains")
public interface DomainsApi {

    /**
     * Makes a domain that mail is received for.
     *
     * @throws org.valija.mailbox.api.MailboxException.AlreadyExists if the domain is there already
     */
    @PostExchange
    Domain create(@RequestBody NewDomain domain);

    /**
     * Domains in the order of their names.
     *
     * @param cursor {@link Page#next} of the page before; null for the first page
     * @param limit 1 to 1,000; 100 if null
     */
    @GetExchange
    Page<Domain> list(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit);

    /**
     * One domain.
     *
     * @throws org.valija.mailbox.api.MailboxException.NotFound if there is no such domain
     */
    @GetExchange("/{name}")
    Domain get(@PathVariable String name);

    /**
     * Changes settings of a domain.
     *
     * @throws org.valija.mailbox.api.MailboxException.InUse if it is to become another name while it has accounts or other
     *     names itself
     */
    @PatchExchange("/{name}")
    Domain change(@PathVariable String name, @RequestBody DomainChange change);

    /**
     * What to publish in the DNS for a domain: where its mail goes, who sends it, and where clients find their servers.
     *
     * @throws org.valija.mailbox.api.MailboxException.NotFound if there is no such domain
     */
    @GetExchange("/{name}/dns-records")
    DnsRecords dnsRecords(@PathVariable String name);

    /**
     * Stops receiving mail for a domain.
     *
     * @throws org.valija.mailbox.api.MailboxException.InUse while accounts, aliases or other names of the domain remain
     */
    @DeleteExchange("/{name}")
    void delete(@PathVariable String name);
}
