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

    private final Arrivals arrivals = new Arrivals();

    private @Nullable String ended;
    /** So many percent of the quota are used, which the client has not been told; 0 for nothing to tell. */
    private int full;

    /**
     * That something happened.
     *
     * @param modseq of the last change; {@link #UNKNOWN} for changes that may be any
     * @param heard when the session heard of the last of them, by {@link System#nanoTime}
     * @param arrived what that was, where it was deliveries alone; null if that has to be asked for
     */
    public record News(long modseq, long heard, Arrivals.@Nullable Arrived arrived) {}

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
        arrivals.clear();
    }

    synchronized void only(MailboxId opened) {
        mailbox = opened;
    }

    synchronized void nothing() {
        watching = false;
        news = 0;
        arrivals.clear();
    }

    /**
     * Something happened to a mailbox of the user.
     *
     * @param modseq of that change; {@link #UNKNOWN} if it has none
     */
    public synchronized void happened(MailboxId where, long modseq) {
        if (concerns(where)) {
            arrivals.unclear();
            heardOf(modseq);
            wake.run();
        }
    }

    /** A message was delivered to a mailbox of the user. */
    public synchronized void delivered(MailboxId where, long uid, long modseq) {
        if (concerns(where)) {
            if (mailbox == null) {
                arrivals.unclear();
            } else {
                arrivals.add(modseq, uid);
            }
            heardOf(modseq);
            wake.run();
        }
    }

    private boolean concerns(MailboxId where) {
        return watching && (mailbox == null || mailbox.equals(where));
    }

    private void heardOf(long modseq) {
        news = Math.max(news, modseq);
        heard = System.nanoTime();
    }

    /** Anything may have happened: the feed was away. */
    public synchronized void gap() {
        if (watching) {
            lookAgain();
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
        arrivals.unclear();
        heardOf(UNKNOWN);
    }

    /**
     * What happened since this was asked last; null for nothing.
     *
     * @param known the modification sequence up to which the session knows everything: its own changes are no news to it
     */
    public synchronized @Nullable News takeNews(long known) {
        if (news == 0) {
            return null;
        }
        var arrived = arrivals.take(known, news);
        var taken = news > known ? new News(news, heard, arrived) : null;
        news = 0;
        return taken;
    }

    /** Why the session must end; null if it may go on. */
    public synchronized @Nullable String ended() {
        return ended;
    }
}
