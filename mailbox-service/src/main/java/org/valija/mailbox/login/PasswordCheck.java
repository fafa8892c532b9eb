package org.valija.mailbox.login;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.valija.mailbox.account.AccountProperties;
import org.valija.mailbox.account.Password;
import org.valija.mailbox.account.ScramVerifier;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.account.Protocol;
import org.valija.mailbox.apppassword.AppPasswordCheck;
import org.valija.mailbox.apppassword.AppPasswordSecret;
import org.valija.mailbox.login.Credentials.Credential;

/** Checks passwords, without telling by the time it takes whether there is such an account. */
@Component
final class PasswordCheck {

    private static final long LONGEST_WAIT_SECONDS = 10;

    private final KnownPasswords known;
    private final AppPasswordCheck appPasswords;
    private final ScramVerifier nobodys;
    private final Counter hashes;
    /** PBKDF2 keeps a processor busy for long: a flood of logins must leave some for mail. */
    private final Semaphore processors =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), true);

    PasswordCheck(
            KnownPasswords known,
            AppPasswordCheck appPasswords,
            AccountProperties properties,
            SecureRandom random,
            MeterRegistry meters) {
        hashes = Counter.builder("mailbox.password.hashes")
                .description("Passwords that were hashed for a login, which is what costs time")
                .register(meters);
        this.known = known;
        this.appPasswords = appPasswords;
        nobodys = ScramVerifier.ofNobody(properties.scramIterations(), random);
    }

    /**
     * What the password is good for: one of the account's app passwords, or its own.
     *
     * @param credential null if there is no such account
     * @return null if it is good for nothing
     * @throws MailboxException.Unavailable if too many others are being checked
     */
    @Nullable
    Grant check(@Nullable Credential credential, Password password, Protocol protocol) {
        if (!password.isPlausible()) {
            return null;
        }
        if (credential == null) {
            hash(nobodys, password);
            return null;
        }
        return AppPasswordSecret.of(password.value())
                .flatMap(secret -> appPasswords.find(credential.account(), secret, protocol))
                .map(good -> new Grant(credential, good))
                .orElseGet(() -> isOwn(credential, password) && credential.acceptsOwnPassword(protocol)
                        ? new Grant(credential, null)
                        : null);
    }

    private boolean isOwn(Credential credential, Password password) {
        if (known.contains(credential.account(), credential.verifier(), password)) {
            return true;
        }
        boolean right = hash(credential.verifier(), password);
        if (right) {
            known.add(credential.account(), credential.verifier(), password);
        }
        return right;
    }

    private boolean hash(ScramVerifier verifier, Password password) {
        try {
            if (!processors.tryAcquire(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw new MailboxException.Unavailable("too many logins at once");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new MailboxException.Unavailable("the service is being stopped");
        }
        try {
            hashes.increment();
            return verifier.matches(password);
        } finally {
            processors.release();
        }
    }
}
