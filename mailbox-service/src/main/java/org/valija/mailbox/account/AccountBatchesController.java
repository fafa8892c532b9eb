package org.valija.mailbox.account;

import org.springframework.web.bind.annotation.RestController;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.account.AccountBatch;
import org.valija.mailbox.api.account.AccountBatchReport;
import org.valija.mailbox.api.account.AccountBatchesApi;

@RestController
class AccountBatchesController implements AccountBatchesApi {

    private static final int MOST_ACCOUNTS = 1000;

    private final AccountBatches batches;

    AccountBatchesController(AccountBatches batches) {
        this.batches = batches;
    }

    @Override
    public AccountBatchReport create(AccountBatch batch) {
        if (batch.accounts().isEmpty() || batch.accounts().size() > MOST_ACCOUNTS) {
            throw new MailboxException.Invalid("accounts", "1 to " + MOST_ACCOUNTS + " accounts");
        }
        return batches.create(batch.accounts());
    }
}
