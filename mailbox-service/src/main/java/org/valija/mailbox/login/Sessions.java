package org.valija.mailbox.login;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.valija.mailbox.account.Password;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.account.ScramSession;
import org.valija.mailbox.api.account.UserSession;
import org.valija.mailbox.api.event.EventData.LoginFailed;
import org.valija.mailbox.event.EventLog;
import org.valija.mailbox.login.Credentials.Credential;
import org.valija.mailbox.security.Caller;
import org.valija.mailbox.security.Tokens;
import org.valija.mailbox.transaction.Transactions;

/** Hands out tokens to users who show who they are. */
@Component
final class Sessions {

    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);

    private final Credentials credentials;
    private final PasswordCheck passwords;
    private final Scram scram;
    private final ScramNonces nonces;
    private final LoginThrottle throttle;
    private final Tokens tokens;
    private final EventLog events;
    private final Transactions transactions;

    Sessions(
            Credentials credentials,
            PasswordCheck passwords,
            Scram scram,
            ScramNonces nonces,
            LoginThrottle throttle,
            Tokens tokens,
            EventLog events,
            Transactions transactions) {
        this.credentials = credentials;
        this.passwords = passwords;
        this.scram = scram;
        this.nonces = nonces;
        this.throttle = throttle;
        this.tokens = tokens;
        this.events = events;
        this.transactions = transactions;
    }

    /** Checks a password. A disabled account is told of only to who knows its password. */
    UserSession login(Attempt attempt, Password password) {
        throttle.attempt(attempt);
        var credential = find(attempt.username());
        return admit(attempt, credential, passwords.isRight(credential, password));
    }

    /** Begins an exchange of SCRAM, of which nothing is kept. */
    String challenge(ClientFirstMessage first, Attempt attempt) {
        var nonce = nonces.make(first, attempt.protocol());
        return Scram.serverFirst(nonce, scram.verifier(find(attempt.username()), attempt.username()));
    }

    /** Checks the proof that ends an exchange of SCRAM. A disabled account is told of only to who knows its password. */
    ScramSession prove(ClientFirstMessage first, ClientFinalMessage last, Attempt attempt) {
        throttle.attempt(attempt);
        var credential = find(attempt.username());
        var verifier = scram.verifier(credential, attempt.username());
        // Made anew rather than believed: the client has proved nothing unless it was sent just this
        var serverFirst = Scram.serverFirst(last.nonce(), verifier);
        var authMessage = first.text() + "," + serverFirst + "," + last.withoutProof();
        boolean isRight = nonces.isGood(last.nonce(), first, attempt.protocol())
                && verifier.isProvedBy(authMessage, last.proof())
                && nonces.use(last.nonce());
        return new ScramSession(admit(attempt, credential, isRight), Scram.serverFinal(verifier, authMessage));
    }

    /** A new session for who holds a token that is good. */
    UserSession renew(Caller.User user) {
        var credential = credentials
                .of(user.account())
                .filter(it -> it.passwordVersion() == user.passwordVersion())
                .orElseThrow(() -> new MailboxException.NotAuthenticated("the password has changed"));
        return session(credential);
    }

    private @Nullable Credential find(Username username) {
        return username.address() == null
                ? null
                : credentials.of(username.address()).orElse(null);
    }

    private UserSession admit(Attempt attempt, @Nullable Credential credential, boolean isRight) {
        if (!isRight || credential == null) {
            LOG.info("Login failed over {} from {}", attempt.protocol(), attempt.network());
            tell(attempt, credential);
            throw new MailboxException.NotAuthenticated("wrong address or password");
        }
        throttle.succeeded(attempt);
        return session(credential);
    }

    private void tell(Attempt attempt, @Nullable Credential credential) {
        if (attempt.username().address() != null) {
            var account = credential == null ? null : credential.account();
            var failed =
                    new LoginFailed(account, attempt.username().key(), attempt.protocol(), attempt.clientAddress());
            transactions.run(() -> events.append(List.of(failed)));
        }
    }

    private UserSession session(Credential credential) {
        if (!credential.enabled()) {
            throw new MailboxException.NotPermitted("the account is disabled");
        }
        var issued = tokens.issue(credential.account(), credential.passwordVersion());
        return new UserSession(credential.account(), credential.address(), issued.token(), issued.expiresAt());
    }
}
