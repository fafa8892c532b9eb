package org.valija.mailbox.api.retention;

import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PutExchange;
import org.valija.mailbox.api.AccountId;

/** How long messages stay in Trash and Junk. For administrators. */
@HttpExchange("/v1")
public interface RetentionApi {

    /**
     * How long messages stay in Trash and Junk in a domain.
     *
     * @throws org.valija.mailbox.api.MailboxException.NotFound if there is no such domain
     */
    @GetExchange("/domains/{name}/retention")
    RetentionInForce ofDomain(@PathVariable String name);

    /**
     * Says how long messages stay in Trash and Junk, for all accounts of the domain that have none of their own.
     *
     * @throws org.valija.mailbox.api.MailboxException.NotFound if there is no such domain
     */
    @PutExchange("/domains/{name}/retention")
    RetentionInForce setForDomain(@PathVariable String name, @RequestBody Retention retention);

    /**
     * How long messages stay in Trash and Junk of an account.
     *
     * @throws org.valija.mailbox.api.MailboxException.NotFound if there is no such account
     */
    @GetExchange("/accounts/{account}/retention")
    RetentionInForce ofAccount(@PathVariable AccountId account);

    /**
     * Says how long messages stay in Trash and Junk, whatever the domain says.
     *
     * @throws org.valija.mailbox.api.MailboxException.NotFound if there is no such account
     */
    @PutExchange("/accounts/{account}/retention")
    RetentionInForce setForAccount(@PathVariable AccountId account, @RequestBody Retention retention);
}
