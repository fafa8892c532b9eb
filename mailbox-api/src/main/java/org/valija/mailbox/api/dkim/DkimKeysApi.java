package org.valija.mailbox.api.dkim;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;
import org.valija.mailbox.api.Page;

/**
 * The keys that sign what users of a domain send. A key is made, its record is published in the DNS, and once that can be seen
 * everywhere the key is activated; the one before then signs no more, and is deleted some days later. For administrators.
 */
@HttpExchange("/v1/domains/{name}/dkim-keys")
public interface DkimKeysApi {

    /**
     * Makes a key, which signs nothing yet.
     *
     * @throws org.valija.mailbox.api.MailboxException.NotFound if there is no such domain
     * @throws org.valija.mailbox.api.MailboxException.AlreadyExists if the selector is taken
     */
    @PostExchange
    DkimKey create(@PathVariable String name, @RequestBody NewDkimKey key);

    /**
     * Keys in the order of their selectors.
     *
     * @param cursor {@link Page#next} of the page before; null for the first page
     * @param limit 1 to 1,000; 100 if null
     */
    @GetExchange
    Page<DkimKey> list(
            @PathVariable String name,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit);

    /**
     * Lets a key sign from now on; one of the same algorithm that did is retired.
     *
     * @throws org.valija.mailbox.api.MailboxException.NotFound if there is no such key
     */
    @PostExchange("/{selector}/activation")
    DkimKey activate(@PathVariable String name, @PathVariable String selector);

    /**
     * Removes a key and its record.
     *
     * @throws org.valija.mailbox.api.MailboxException.NotFound if there is no such key
     * @throws org.valija.mailbox.api.MailboxException.InUse while it signs
     */
    @DeleteExchange("/{selector}")
    void delete(@PathVariable String name, @PathVariable String selector);
}
