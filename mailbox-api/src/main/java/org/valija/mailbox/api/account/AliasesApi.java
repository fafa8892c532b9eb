package org.valija.mailbox.api.account;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;
import org.valija.mailbox.api.Page;

/** Addresses whose mail goes to other addresses. For administrators. */
@HttpExchange("/v1/aliases")
public interface AliasesApi {

    /**
     * Makes an alias.
     *
     * @throws org.valija.mailbox.api.MailboxException.AlreadyExists if the address is taken
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

    /** Deletes an alias; what it pointed to stays. */
    @DeleteExchange("/{address}")
    void delete(@PathVariable String address);
}
