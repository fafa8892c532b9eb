package org.valija.mailbox.api.account;

import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;
import org.valija.mailbox.api.UserToken;

/** Logging in. A protocol service asks with its service credential; a user's own program asks with none. */
@HttpExchange("/v1/sessions")
public interface SessionsApi {

    /**
     * Authenticates a user.
     *
     * @throws org.valija.mailbox.api.MailboxException.NotAuthenticated if address or password is wrong; which of them is not told
     * @throws org.valija.mailbox.api.MailboxException.NotPermitted if both are right, and the account is disabled
     */
    @PostExchange
    UserSession login(@RequestBody Login login);

    /**
     * Hands out a new token for one that has not expired yet.
     *
     * @throws org.valija.mailbox.api.MailboxException.NotAuthenticated if it has expired, or the password changed since
     * @throws org.valija.mailbox.api.MailboxException.NotPermitted if the account has been disabled
     */
    @PostExchange("/renewals")
    UserSession renew(UserToken token);
}
