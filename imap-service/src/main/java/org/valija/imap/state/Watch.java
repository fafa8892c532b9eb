package org.valija.imap.state;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.MailboxId;

/**
 * Whether there is news for one session. The event feed reports to it, the session looks; neither waits for the other.
 * Thread-safe.
 */
public final class Watch {

    /** Of a change that may be any. */
    public static final long UNKNOWN = Long.MAX_VALUE;

    private final Runnable wake;
    private final Consumer<User> following;

    private boolean watching;
    private @Nullable MailboxId mailbox;
    /** The modification sequence up to which something happened, 0 for nothing. */
    private long news;
    /** When that was heard of. */
    private long heard;

    private @Nullable String ended;
    /** So many percent of the quota are used, which the client has not been told; 0 for nothing to tell. */
    private int full;

    /**
     * That something happened.
     *
     * @param modseq of the last change; {@link #UNKNOWN} for changes that may be any
     * @param heard when the session heard of the last of them, by {@link System#nanoTime}
     */
    public record News(long modseq, long heard) {}

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
        news = 0;
    }

    synchronized void only(MailboxId opened) {
        mailbox = opened;
    }

    synchronized void nothing() {
        watching = false;
        news = 0;
    }

    /**
     * Something happened to a mailbox of the user.
     *
     * @param modseq of that change; {@link #UNKNOWN} if it has none
     */
    public synchronized void happened(MailboxId where, long modseq) {
        if (watching && (mailbox == null || mailbox.equals(where))) {
            heardOf(modseq);
            wake.run();
        }
    }

    private void heardOf(long modseq) {
        news = Math.max(news, modseq);
        heard = System.nanoTime();
    }

    /** Anything may have happened: the feed was away. */
    public synchronized void gap() {
        if (watching) {
            heardOf(UNKNOWN);
        }
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

    /**
     * The account is full, or nearly so.
     *
     * @param percent of its quota
     */
    public synchronized void full(int percent) {
        full = percent;
        wake.run();
    }

    /** Percents to tell the client of once, or 0. */
    public synchronized int takeFull() {
        int percent = full;
        full = 0;
        return percent;
    }

    /** The client asks for news, or the session changed its own mailbox from outside. */
    public synchronized void lookAgain() {
        heardOf(UNKNOWN);
    }

    /**
     * What happened since this was asked last; null for nothing.
     *
     * @param known the modification sequence up to which the session knows everything: its own changes are no news to it
     */
    public synchronized @Nullable News takeNews(long known) {
        var taken = news > known ? new News(news, heard) : null;
        news = 0;
        return taken;
    }

    /** Why the session must end; null if it may go on. */
    public synchronized @Nullable String ended() {
        return ended;
    }
}
