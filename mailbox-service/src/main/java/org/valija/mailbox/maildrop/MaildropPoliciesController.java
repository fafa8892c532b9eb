package org.valija.mailbox.maildrop;

import org.springframework.web.bind.annotation.RestController;
import org.valija.mailbox.account.DomainName;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.maildrop.MaildropLimits;
import org.valija.mailbox.api.maildrop.MaildropPoliciesApi;
import org.valija.mailbox.api.maildrop.MaildropPolicy;
import org.valija.mailbox.api.maildrop.MaildropTerms;

/** Policies of maildrops. Who asks may do so: that has been seen to before. */
@RestController
final class MaildropPoliciesController implements MaildropPoliciesApi {

    private final MaildropPolicies policies;

    MaildropPoliciesController(MaildropPolicies policies) {
        this.policies = policies;
    }

    @Override
    public MaildropPolicy ofDomain(String domain) {
        return policies.get(DomainName.parse("domain", domain));
    }

    @Override
    public MaildropPolicy setOfDomain(String domain, MaildropPolicy policy) {
        return policies.set(DomainName.parse("domain", domain), policy);
    }

    @Override
    public MaildropPolicy ofAccount(AccountId account) {
        return policies.get(account);
    }

    @Override
    public MaildropPolicy setOfAccount(AccountId account, MaildropPolicy policy) {
        return policies.set(account, policy);
    }

    @Override
    public MaildropTerms terms(AccountId account) {
        return policies.terms(account);
    }

    @Override
    public MaildropLimits limits() {
        return policies.limits();
    }
}
