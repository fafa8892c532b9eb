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
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.Page;
import org.valija.mailbox.api.UserToken;

/** The users who have mail here. For administrators. */
@HttpExchange("/v1/accounts")
public interface AccountsApi {

    /**
     * Makes an account with INBOX and the special-use mailboxes (RFC 6154).
     *
     * @throws org.valija.mailbox.api.MailboxException.AlreadyExists if the address is taken, by an alias as well
     * @throws org.valija.mailbox.api.MailboxException.NotFound if its domain is not one of ours
     */
    @PostExchange
    Account create(@RequestBody NewAccount account);

    /**
     * Accounts in the order of their addresses.
     *
     * @param domain only those in this domain; all if null
     * @param address only the one with this address; all if null
     * @param deleted true for those that were deleted and can be undeleted, instead of those that are there
     * @param cursor {@link Page#next} of the page before; null for the first page
     * @param limit 1 to 1,000; 100 if null
     */
    @GetExchange
    Page<Account> list(
            @RequestParam(required = false) @Nullable String domain,
            @RequestParam(required = false) @Nullable String address,
            @RequestParam(required = false) @Nullable Boolean deleted,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit);

    /** One account, for administrators and the user whose it is. */
    @GetExchange("/{account}")
    Account get(@PathVariable AccountId account);

    /**
     * Changes what is given of an account, and leaves the rest as it is.
     *
     * @throws org.valija.mailbox.api.MailboxException.AlreadyExists if its new address is taken
     */
    @PatchExchange("/{account}")
    Account change(@PathVariable AccountId account, @RequestBody AccountChange change);

    /**
     * Deletes the account: nobody can log in, nothing is delivered. Its mail and its address are kept for the time of the
     * settings, during which it can be undeleted.
     *
     * @param immediately true to remove it at once and for good, with its mail, also if it was deleted before
     */
    @DeleteExchange("/{account}")
    void delete(@PathVariable AccountId account, @RequestParam(required = false) @Nullable Boolean immediately);

    /**
     * Makes an account that was deleted what it was before.
     *
     * @throws org.valija.mailbox.api.MailboxException.NotFound if it was purged meanwhile
     */
    @PostExchange("/{account}/undelete")
    Account undelete(@PathVariable AccountId account);

    /**
     * What an account holds, by mailbox. For administrators and the user whose it is.
     *
     * @param user null for an administrator
     */
    @GetExchange("/{account}/usage")
    AccountUsage usage(@Nullable UserToken user, @PathVariable AccountId account);
}
