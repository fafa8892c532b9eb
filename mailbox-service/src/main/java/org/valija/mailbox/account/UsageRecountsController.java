package org.valija.mailbox.account;

import org.springframework.web.bind.annotation.RestController;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.account.UsageRecount;
import org.valija.mailbox.api.account.UsageRecountsApi;
import org.valija.mailbox.mailbox.Recount;

@RestController
final class UsageRecountsController implements UsageRecountsApi {

    private final Recount recount;

    UsageRecountsController(Recount recount) {
        this.recount = recount;
    }

    @Override
    public UsageRecount recount(AccountId account) {
        return recount.run(account);
    }
}
