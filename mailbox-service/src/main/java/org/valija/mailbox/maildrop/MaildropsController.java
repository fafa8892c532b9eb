package org.valija.mailbox.maildrop;

import org.springframework.web.bind.annotation.RestController;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.UidSet;
import org.valija.mailbox.api.UserToken;
import org.valija.mailbox.api.maildrop.Lease;
import org.valija.mailbox.api.maildrop.Maildrop;
import org.valija.mailbox.api.maildrop.MaildropUpdate;
import org.valija.mailbox.api.maildrop.MaildropsApi;

/** {@code /v1/accounts/{account}/maildrop-leases}. That the token is the account's has been seen to before. */
@RestController
final class MaildropsController implements MaildropsApi {

    private final Maildrops maildrops;

    MaildropsController(Maildrops maildrops) {
        this.maildrops = maildrops;
    }

    @Override
    public Maildrop open(UserToken user, AccountId account) {
        return maildrops.open(account);
    }

    @Override
    public Lease renew(UserToken user, AccountId account, String lease) {
        return maildrops.renew(account, lease);
    }

    @Override
    public UidSet update(UserToken user, AccountId account, String lease, MaildropUpdate update) {
        return maildrops.update(account, lease, update);
    }

    @Override
    public void release(UserToken user, AccountId account, String lease) {
        maildrops.release(account, lease);
    }
}
