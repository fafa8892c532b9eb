package org.valija.mailbox.api.apikey;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;
import org.valija.mailbox.api.Page;

/** The keys of administrators. For those who hold a full one; with one for a domain, they see and make keys for it alone. */
@HttpExchange("/v1/api-keys")
public interface ApiKeysApi {

    /**
     * Makes a key, and tells it this once.
     *
     * @throws org.valija.mailbox.api.MailboxException.NotFound if the domain is not one of ours
     */
    @PostExchange
    ApiKeyMade create(@RequestBody NewApiKey apiKey);

    /**
     * Lists keys in the order in which they were made, those that have expired as well.
     *
     * @param domain only those for this domain; all if null
     * @param cursor {@link Page#next} of the page before; null for the first page
     * @param limit 1 to 1,000; 100 if null
     */
    @GetExchange
    Page<ApiKey> list(
            @RequestParam(required = false) @Nullable String domain,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit);

    /** Tells of one, but not the key itself. */
    @GetExchange("/{id}")
    ApiKey get(@PathVariable long id);

    /** Takes a key back: from now on it opens nothing, at any replica. */
    @DeleteExchange("/{id}")
    void delete(@PathVariable long id);
}
