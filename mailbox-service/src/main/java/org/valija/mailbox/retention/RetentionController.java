package org.valija.mailbox.retention;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;
import org.valija.mailbox.account.DomainName;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.retention.Retention;
import org.valija.mailbox.api.retention.RetentionApi;
import org.valija.mailbox.api.retention.RetentionInForce;

@RestController
final class RetentionController implements RetentionApi {

    private static final int LONGEST = 36_500;

    private final Retentions retentions;

    RetentionController(Retentions retentions) {
        this.retentions = retentions;
    }

    @Override
    public RetentionInForce ofDomain(String name) {
        return retentions.ofDomain(DomainName.parse("name", name));
    }

    @Override
    public RetentionInForce setForDomain(String name, Retention retention) {
        check(retention);
        return retentions.set(DomainName.parse("name", name), retention);
    }

    @Override
    public RetentionInForce ofAccount(AccountId account) {
        return retentions.ofAccount(account);
    }

    @Override
    public RetentionInForce setForAccount(AccountId account, Retention retention) {
        check(retention);
        return retentions.set(account, retention);
    }

    private static void check(Retention retention) {
        check("trashDays", retention.trashDays());
        check("junkDays", retention.junkDays());
    }

    private static void check(String field, @Nullable Integer days) {
        if (days != null && (days < 0 || days > LONGEST)) {
            throw new MailboxException.Invalid(field, field + " is 0, for ever, to " + LONGEST);
        }
    }
}
