package org.valija.imap.state;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.UserToken;
import org.valija.mailbox.api.account.AccountUsage;
import org.valija.mailbox.api.account.UserSession;

/** Who logged in, and the right to what is theirs, which is renewed before it expires. Thread-safe. */
public final class User {

    private final Store store;
    private final AccountId account;
    private UserToken token;
    private Instant renewal;
    /** Read at every line, hence not under the lock. */
    private volatile @Nullable Instant wireLogUntil;

    User(Store store, UserSession session) {
        this.store = store;
        this.account = session.account();
        this.token = session.token();
        this.renewal = halfway(session);
        this.wireLogUntil = session.wireLogUntil();
    }

    public AccountId account() {
        return account;
    }

    public Mailboxes mailboxes() {
        return new Mailboxes(store.mailboxes(), this);
    }

    public Messages messages(MailboxId mailbox) {
        return new Messages(store.messages(), this, mailbox);
    }

    /** How much the user has stored, and may store. */
    public AccountUsage usage() {
        return store.accounts().usage(token(), account);
    }

    /** What sessions of this process share, of this user and others. */
    SharedMailboxes shared() {
        return store.shared();
    }

    /** Adds messages to any of the user's mailboxes. */
    public Deposit deposit() {
        return new Deposit(store.messages(), this);
    }

    /**
     * A token that is good for a while yet.
     *
     * @throws org.valija.mailbox.api.MailboxException.NotAuthenticated if the password changed or the token expired
     * @throws org.valija.mailbox.api.MailboxException.NotPermitted if the account has been disabled
     */
    public synchronized UserToken token() {
        if (!store.clock().instant().isBefore(renewal)) {
            renew();
        }
        return token;
    }

    /**
     * Gets a new token now, in place of one that may have been got for a password that is no longer good.
     *
     * @throws org.valija.mailbox.api.MailboxException as {@link #token} does
     */
    public synchronized void renew() {
        var renewed = store.sessions().renew(token);
        token = renewed.token();
        renewal = halfway(renewed);
        wireLogUntil = renewed.wireLogUntil();
    }

    /** Whether an administrator wants to see what this user's clients say. */
    public boolean isWireLogged() {
        var until = wireLogUntil;
        return until != null && store.clock().instant().isBefore(until);
    }

    /** Early enough that a renewal which fails can be tried again. */
    private Instant halfway(UserSession session) {
        var now = store.clock().instant();
        return now.plus(Duration.between(now, session.expiresAt()).dividedBy(2));
    }
}
