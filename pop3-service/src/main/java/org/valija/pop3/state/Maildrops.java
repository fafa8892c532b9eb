package org.valija.pop3.state;

import java.time.InstantSource;
import org.valija.mailbox.api.account.SessionsApi;
import org.valija.mailbox.api.account.UserSession;
import org.valija.mailbox.api.maildrop.MaildropsApi;
import org.valija.mailbox.api.message.MessagesApi;

/**
 * Opens the maildrops of users who have logged in.
 *
 * @param limits of whichever maildrop
 * @param open those that are
 * @param clock tells when tokens and leases have to be renewed
 */
public record Maildrops(
        SessionsApi sessions,
        MaildropsApi maildrops,
        MessagesApi messages,
        AnnouncedLimits limits,
        OpenMaildrops open,
        InstantSource clock) {

    /**
     * Takes the maildrop's lock for a user who has logged in.
     *
     * @param whenLost called once, on another thread, when the lock is lost later
     * @return to be closed
     * @throws org.valija.mailbox.api.MailboxException if it can't be had
     */
    public OpenMaildrop open(UserSession session, Runnable whenLost) {
        var user = new User(sessions, clock, session);
        var maildrop = maildrops.open(user.token(), user.account());
        var lease = MaildropLease.keep(user, this, maildrop.lease(), whenLost);
        return new OpenMaildrop(maildrop, lease, new Retrieval(user, messages, maildrop));
    }
}
