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

/** Addresses whose mail goes to other addresses. For administrators. */
@HttpExchange("/v1/aliases")
public interface AliasesApi {

    /**
     * Makes an alias.
     *
     * @throws org.valija.mailbox.api.MailboxException.AlreadyExists if the address is taken, by an account as well
     * @throws org.valija.mailbox.api.MailboxException.NotFound if its domain is not one of ours
     * @throws org.valija.mailbox.api.MailboxException.Invalid if a target is in one of our domains and nobody there, or leads
     *     back to the alias
     */
    @PostExchange
    Alias create(@RequestBody Alias alias);

    /**
     * Aliases in the order of their addresses.
     *
     * @param domain only those in this domain; all if null
     * @param cursor {@link Page#next} of the page before; null for the first page
     * @param limit 1 to 1,000; 100 if null
     */
    @GetExchange
    Page<Alias> list(
            @RequestParam(required = false) @Nullable String domain,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit);

    /** One alias. */
    @GetExchange("/{address}")
    Alias get(@PathVariable String address);

    /** Changes where the mail of an alias goes; refuses targets as when it is made. */
    @PatchExchange("/{address}")
    Alias change(@PathVariable String address, @RequestBody AliasChange change);

    /** Deletes an alias; what it pointed to stays. */
    @DeleteExchange("/{address}")
    void delete(@PathVariable String address);
}
