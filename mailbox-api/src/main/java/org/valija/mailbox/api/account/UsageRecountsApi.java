package org.valija.mailbox.api.account;

import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;
import org.valija.mailbox.api.AccountId;

/** Counts anew what an account holds. For administrators. */
@HttpExchange("/v1/accounts/{account}/usage-recount")
public interface UsageRecountsApi {

    /**
     * Counts the messages of an account and mends its counters and those of its mailboxes, should they be wrong. Nothing
     * comes to or goes from the account meanwhile.
     */
    @PostExchange
    UsageRecount recount(@PathVariable AccountId account);
}
