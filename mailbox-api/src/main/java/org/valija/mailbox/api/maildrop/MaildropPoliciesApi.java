package org.valija.mailbox.api.maildrop;

import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PutExchange;
import org.valija.mailbox.api.AccountId;

/** How maildrops behave. For administrators; a user may read what holds for the own one. */
@HttpExchange("/v1")
public interface MaildropPoliciesApi {

    /**
     * Tells what a domain says of the maildrops of its accounts.
     *
     * @throws org.valija.mailbox.api.MailboxException.NotFound if there is no such domain
     */
    @GetExchange("/domains/{domain}/maildrop-policy")
    MaildropPolicy ofDomain(@PathVariable String domain);

    /**
     * Sets what a domain says of the maildrops of its accounts; what is not given is not said any more.
     *
     * @throws org.valija.mailbox.api.MailboxException.NotFound if there is no such domain
     */
    @PutExchange("/domains/{domain}/maildrop-policy")
    MaildropPolicy setOfDomain(@PathVariable String domain, @RequestBody MaildropPolicy policy);

    /**
     * Tells what an account itself says of its maildrop.
     *
     * @throws org.valija.mailbox.api.MailboxException.NotFound if there is no such account
     */
    @GetExchange("/accounts/{account}/maildrop-policy")
    MaildropPolicy ofAccount(@PathVariable AccountId account);

    /**
     * Sets what an account itself says of its maildrop; what is not given is not said any more.
     *
     * @throws org.valija.mailbox.api.MailboxException.NotFound if there is no such account
     */
    @PutExchange("/accounts/{account}/maildrop-policy")
    MaildropPolicy setOfAccount(@PathVariable AccountId account, @RequestBody MaildropPolicy policy);

    /**
     * Tells what holds for an account's maildrop in the end.
     *
     * @throws org.valija.mailbox.api.MailboxException.NotFound if there is no such account
     */
    @GetExchange("/accounts/{account}/maildrop-terms")
    MaildropTerms terms(@PathVariable AccountId account);

    /** Tells what holds for maildrops at worst. For protocol services, which announce it before they know the user. */
    @GetExchange("/maildrop-limits")
    MaildropLimits limits();
}
