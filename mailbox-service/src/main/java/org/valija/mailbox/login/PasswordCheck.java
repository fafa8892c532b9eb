package org.valija.mailbox.login;

import java.security.SecureRandom;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.valija.mailbox.account.AccountProperties;
import org.valija.mailbox.account.Password;
import org.valija.mailbox.account.ScramVerifier;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.login.Credentials.Credential;

/** Checks passwords, without telling by the time it takes whether there is such an account. */
@Component
final class PasswordCheck {

    private static final long LONGEST_WAIT_SECONDS = 10;

    private final KnownPasswords known;
    private final ScramVerifier nobodys;
    /** PBKDF2 keeps a processor busy for long: a flood of logins must leave some for mail. */
    private final Semaphore processors =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), true);

    PasswordCheck(KnownPasswords known, AccountProperties properties, SecureRandom random) {
        this.known = known;
        nobodys = ScramVerifier.of(Password.given("nobody's password"), properties.scramIterations(), random);
    }

    /**
     * Whether it is the account's password.
     *
     * @param credential null if there is no such account
     * @throws MailboxException.Unavailable if too many others are being checked
     */
    boolean isRight(@Nullable Credential credential, Password password) {
        if (!password.isPlausible()) {
            return false;
        }
        if (credential == null) {
            hash(nobodys, password);
            return false;
        }
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
            return verifier.matches(password);
        } finally {
            processors.release();
        }
    }
}
