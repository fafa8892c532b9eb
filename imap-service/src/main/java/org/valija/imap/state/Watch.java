package org.valija.imap.state;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.MailboxId;

/**
 * Whether there is news for one session. The event feed reports to it, the session looks; neither waits for the other.
 * Thread-safe.
 */
public final class Watch {

    private final Runnable wake;
    private final Consumer<User> following;

    private boolean watching;
    private @Nullable MailboxId mailbox;
    private boolean changed;
    private @Nullable String ended;

    /**
     * @param wake ends the session's wait for input
     * @param following told who logged in
     */
    public Watch(Runnable wake, Consumer<User> following) {
        this.wake = wake;
        this.following = following;
    }

    void follow(User user) {
        following.accept(user);
    }

    /** A mailbox is about to be opened, whose id is not known yet: from now on any event may be of that mailbox. */
    synchronized void anything() {
        watching = true;
        mailbox = null;
        changed = false;
    }

    synchronized void only(MailboxId opened) {
        mailbox = opened;
    }

    synchronized void nothing() {
        watching = false;
        changed = false;
    }

    /** Something happened to a mailbox of the user. */
    public synchronized void happened(MailboxId where) {
        if (watching && (mailbox == null || mailbox.equals(where))) {
            changed = true;
            wake.run();
        }
    }

    /** Anything may have happened: the feed was away. */
    public synchronized void gap() {
        changed = watching;
        wake.run();
    }

    /**
     * The session must end.
     *
     * @param reason told to the client
     */
    public synchronized void end(String reason) {
        ended = reason;
        wake.run();
    }

    /** The client asks for news, or the session changed its own mailbox from outside. */
    public synchronized void lookAgain() {
        changed = true;
    }

    /** Whether the mailbox may have changed since this was asked last. */
    public synchronized boolean takeChanged() {
        boolean news = changed;
        changed = false;
        return news;
    }

    /** Why the session must end; null if it may go on. */
    public synchronized @Nullable String ended() {
        return ended;
    }
}
