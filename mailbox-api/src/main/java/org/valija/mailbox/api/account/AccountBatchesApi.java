package org.valija.mailbox.api.account;

import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** Making many accounts with one request. For administrators. */
@HttpExchange("/v1/account-batches")
public interface AccountBatchesApi {

    /**
     * Makes up to 1,000 accounts in one transaction, each answered alone: one that is refused does not keep the others from
     * being made. Passwords are hashed one after the other, so that 1,000 may take a minute.
     */
    @PostExchange
    AccountBatchReport create(@RequestBody AccountBatch batch);
}
