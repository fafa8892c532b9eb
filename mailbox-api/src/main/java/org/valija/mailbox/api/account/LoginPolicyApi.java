package org.valija.mailbox.api.account;

import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PutExchange;
import org.valija.mailbox.api.AccountId;

/** What a user may log in with. For the user, by a token got over REST for the account's own password, and administrators. */
@HttpExchange("/v1/accounts/{account}/login-policy")
public interface LoginPolicyApi {

    /** Tells what the account may be logged in to with. */
    @GetExchange
    LoginPolicy get(@PathVariable AccountId account);

    /** Sets it, for logins from now on; sessions go on. */
    @PutExchange
    LoginPolicy set(@PathVariable AccountId account, @RequestBody LoginPolicy policy);
}
