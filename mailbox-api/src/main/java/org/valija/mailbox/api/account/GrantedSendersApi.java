package org.valija.mailbox.api.account;

import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PutExchange;
import org.valija.mailbox.api.AccountId;

/** In whose names a user may send, besides the own addresses and aliases. For administrators. */
@HttpExchange("/v1/accounts/{account}/granted-senders")
public interface GrantedSendersApi {

    /** The addresses granted, in their order. */
    @GetExchange
    GrantedSenders get(@PathVariable AccountId account);

    /**
     * Grants these and no others, to who logs in from now on.
     *
     * @throws org.valija.mailbox.api.MailboxException.NotFound if the domain of one of them is not one of ours
     */
    @PutExchange
    GrantedSenders set(@PathVariable AccountId account, @RequestBody GrantedSenders senders);
}
