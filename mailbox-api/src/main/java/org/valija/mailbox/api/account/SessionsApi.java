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
     * Begins SCRAM-SHA-256, with or without channel binding: the first message of the client for that of the server. For
     * protocol services. Nothing is kept of it, so the proof may go to another replica.
     *
     * @throws org.valija.mailbox.api.MailboxException.Invalid if it is no such message; field {@code clientFirstMessageBare}
     * @see <a href="https://www.rfc-editor.org/rfc/rfc5802.html#section-5">RFC 5802, 5</a>
     * @see <a href="https://www.rfc-editor.org/rfc/rfc7677.html">RFC 7677, SCRAM-SHA-256</a>
     */
    @PostExchange("/challenges")
    ScramChallenge challenge(@RequestBody ScramFirst first);

    /**
     * Ends SCRAM-SHA-256: the final message of the client for a session and that of the server. A challenge is good for a
     * minute, for the service that asked for it, and for one login.
     *
     * @throws org.valija.mailbox.api.MailboxException.NotAuthenticated if address, password or nonce is wrong, or the challenge
     *     has expired or been used; which of them is not told
     * @throws org.valija.mailbox.api.MailboxException.NotPermitted if all are right, and the account is disabled
     * @throws org.valija.mailbox.api.MailboxException.Invalid if it is no such message; field {@code clientFinalMessage}
     */
    @PostExchange("/proofs")
    ScramSession prove(@RequestBody ScramProof proof);

    /**
     * Hands out a new token for one that has not expired yet.
     *
     * @throws org.valija.mailbox.api.MailboxException.NotAuthenticated if it has expired, or the password changed since
     * @throws org.valija.mailbox.api.MailboxException.NotPermitted if the account has been disabled
     */
    @PostExchange("/renewals")
    UserSession renew(UserToken token);
}
