package org.valija.mailbox.login;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.valija.mailbox.account.Password;
import org.valija.mailbox.account.SenderAddresses;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.account.Protocol;
import org.valija.mailbox.api.account.ScramSession;
import org.valija.mailbox.api.account.UserSession;
import org.valija.mailbox.api.event.EventData.LoginFailed;
import org.valija.mailbox.apppassword.AppPasswordCheck;
import org.valija.mailbox.apppassword.AppPasswordUses;
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
    private final AppPasswordCheck appPasswords;
    private final AppPasswordUses uses;
    private final LoginThrottle throttle;
    private final SenderAddresses senders;
    private final Tokens tokens;
    private final EventLog events;
    private final Transactions transactions;

    Sessions(
            Credentials credentials,
            PasswordCheck passwords,
            Scram scram,
            AppPasswordCheck appPasswords,
            AppPasswordUses uses,
            LoginThrottle throttle,
            SenderAddresses senders,
            Tokens tokens,
            EventLog events,
            Transactions transactions) {
        this.credentials = credentials;
        this.passwords = passwords;
        this.scram = scram;
        this.appPasswords = appPasswords;
        this.uses = uses;
        this.throttle = throttle;
        this.senders = senders;
        this.tokens = tokens;
        this.events = events;
        this.transactions = transactions;
    }

    /** Checks a password. A disabled account is told of only to who knows its password. */
    UserSession login(Attempt attempt, Password password) {
        try (var turn = throttle.begin(attempt)) {
            var credential = find(attempt.username());
            return admit(attempt, turn, credential, passwords.check(credential, password, attempt.protocol()));
        }
    }

    /** Begins an exchange of SCRAM, of which nothing is kept. */
    String challenge(ClientFirstMessage first, Attempt attempt) {
        return scram.challenge(first, attempt, find(attempt.username()));
    }

    /** Checks the proof that ends an exchange of SCRAM. A disabled account is told of only to who knows its password. */
    ScramSession prove(ClientFirstMessage first, ClientFinalMessage last, Attempt attempt) {
        try (var turn = throttle.begin(attempt)) {
            var credential = find(attempt.username());
            var exchange = scram.end(first, last, attempt, credential);
            return new ScramSession(admit(attempt, turn, credential, exchange.grant()), exchange.serverFinal());
        }
    }

    /** A new session for who holds a token that is good. */
    UserSession renew(Caller.User user) {
        return credentials
                .of(user.account())
                .flatMap(credential -> grant(credential, user))
                .map(grant -> session(grant, user.protocol()))
                .orElseThrow(
                        () -> new MailboxException.NotAuthenticated("the password has changed or been taken back"));
    }

    /** What the token was got for, if it is still good. */
    private Optional<Grant> grant(Credential credential, Caller.User user) {
        if (user.appPassword() != null) {
            return appPasswords
                    .find(user.account(), user.appPassword(), user.protocol())
                    .map(good -> new Grant(credential, good));
        }
        return credential.passwordVersion() == user.passwordVersion()
                ? Optional.of(new Grant(credential, null))
                : Optional.empty();
    }

    private @Nullable Credential find(Username username) {
        return username.address() == null
                ? null
                : credentials.of(username.address()).orElse(null);
    }

    private UserSession admit(
            Attempt attempt, LoginThrottle.Turn turn, @Nullable Credential credential, @Nullable Grant grant) {
        if (grant == null) {
            LOG.info("Login failed over {} from {}", attempt.protocol().word(), attempt.network());
            transactions.run(() -> {
                turn.failed();
                tell(attempt, credential);
            });
            throw new MailboxException.NotAuthenticated("wrong address or password");
        }
        turn.succeeded();
        if (grant.appPassword() != null) {
            uses.used(
                    grant.credential().account(),
                    grant.appPassword().id(),
                    attempt.protocol(),
                    attempt.clientAddress());
        }
        return session(grant, attempt.protocol());
    }

    private void tell(Attempt attempt, @Nullable Credential credential) {
        if (attempt.username().address() != null) {
            var account = credential == null ? null : credential.account();
            var failed = new LoginFailed(
                    account, attempt.username().key(), attempt.protocol().word(), attempt.clientAddress());
            events.append(List.of(failed));
        }
    }

    private UserSession session(Grant grant, Protocol protocol) {
        var credential = grant.credential();
        if (!credential.enabled()) {
            throw new MailboxException.NotPermitted("the account is disabled");
        }
        var notAfter = grant.appPassword() == null ? null : grant.appPassword().expiresAt();
        // Who reads mail sends none: two recursive questions are spared with each of their many logins
        boolean sends = protocol == Protocol.SMTP || protocol == Protocol.REST;
        var issued = tokens.issue(grant.user(protocol), notAfter);
        return new UserSession(
                credential.account(),
                credential.address(),
                sends ? senders.of(credential.account()) : List.of(),
                sends ? senders.subAddressesOf(credential.account()) : List.of(),
                issued.token(),
                issued.expiresAt(),
                credential.wireLogUntil());
    }
}
