package org.valija.mailbox.api.account;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.Page;

/**
 * The app passwords of an account. For the user, by a token got over REST for the account's own password: no app password makes
 * another. Administrators see and delete them, and make none: whoever knows a password reads the mail.
 */
@HttpExchange("/v1/accounts/{account}/app-passwords")
public interface AppPasswordsApi {

    /**
     * Makes an app password, and tells it this once.
     *
     * @throws org.valija.mailbox.api.MailboxException.InUse if the account has 50 already
     */
    @PostExchange
    AppPasswordMade create(@PathVariable AccountId account, @RequestBody NewAppPassword appPassword);

    /**
     * Lists them in the order in which they were made, those that have expired as well.
     *
     * @param cursor {@link Page#next} of the page before; null for the first page
     * @param limit 1 to 1,000; 100 if null
     */
    @GetExchange
    Page<AppPassword> list(
            @PathVariable AccountId account,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit);

    /** Tells of one, but not the password itself. */
    @GetExchange("/{id}")
    AppPassword get(@PathVariable AccountId account, @PathVariable long id);

    /**
     * Takes one back: nobody logs in with it any more, and sessions begun with it end, those of tokens when these would have
     * to be renewed.
     */
    @DeleteExchange("/{id}")
    void delete(@PathVariable AccountId account, @PathVariable long id);
}
