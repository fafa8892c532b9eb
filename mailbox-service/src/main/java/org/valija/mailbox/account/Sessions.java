package org.valija.mailbox.account;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.valija.mailbox.account.Credentials.Credential;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.account.UserSession;
import org.valija.mailbox.api.event.EventData.LoginFailed;
import org.valija.mailbox.event.EventLog;
import org.valija.mailbox.security.Caller;
import org.valija.mailbox.security.Tokens;
import org.valija.mailbox.transaction.Transactions;

/** Hands out tokens to users who show who they are. */
@Component
final class Sessions {

    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);

    private final Credentials credentials;
    private final PasswordCheck passwords;
    private final LoginThrottle throttle;
    private final Tokens tokens;
    private final EventLog events;
    private final Transactions transactions;

    Sessions(
            Credentials credentials,
            PasswordCheck passwords,
            LoginThrottle throttle,
            Tokens tokens,
            EventLog events,
            Transactions transactions) {
        this.credentials = credentials;
        this.passwords = passwords;
        this.throttle = throttle;
        this.tokens = tokens;
        this.events = events;
        this.transactions = transactions;
    }

    /**
     * Checks a password. A disabled account is told of only to who knows its password.
     *
     * @param clientAddress IP address of the user's client
     */
    UserSession login(String text, Password password, String protocol, String clientAddress) {
        var address = parse(text);
        var name = address == null ? text.toLowerCase(Locale.ROOT) : address.key();
        var network = Network.of(clientAddress);
        throttle.attempt(name, network);
        var credential = address == null ? null : credentials.of(address).orElse(null);
        if (!passwords.isRight(credential, password) || credential == null) {
            LOG.info("Login failed over {} from {}", protocol, network);
            if (address != null) {
                var account = credential == null ? null : credential.account();
                var failed = new LoginFailed(account, address.key(), protocol, clientAddress);
                transactions.run(() -> events.append(List.of(failed)));
            }
            throw new MailboxException.NotAuthenticated("wrong address or password");
        }
        throttle.succeeded(name, network);
        return session(credential);
    }

    /** A new session for who holds a token that is good. */
    UserSession renew(Caller.User user) {
        var credential = credentials
                .of(user.account())
                .filter(it -> it.passwordVersion() == user.passwordVersion())
                .orElseThrow(() -> new MailboxException.NotAuthenticated("the password has changed"));
        return session(credential);
    }

    private UserSession session(Credential credential) {
        if (!credential.enabled()) {
            throw new MailboxException.NotPermitted("the account is disabled");
        }
        var issued = tokens.issue(credential.account(), credential.passwordVersion());
        return new UserSession(credential.account(), credential.address(), issued.token(), issued.expiresAt());
    }

    /** Null for what can be nobody's address. */
    private static @Nullable Address parse(String text) {
        try {
            return Address.parse("address", text);
        } catch (MailboxException.Invalid _) {
            return null;
        }
    }
}
