package org.valija.pop3.state;

import java.time.InstantSource;
import org.valija.mailbox.api.account.Login;
import org.valija.mailbox.api.account.SessionsApi;
import org.valija.mailbox.api.maildrop.MaildropsApi;
import org.valija.mailbox.api.message.MessagesApi;

/**
 * Opens the maildrops of users who know their password.
 *
 * @param clock tells when tokens and leases have to be renewed
 */
public record Maildrops(SessionsApi sessions, MaildropsApi maildrops, MessagesApi messages, InstantSource clock) {

    /**
     * Authenticates, and takes the maildrop's lock.
     *
     * @param clientAddress IP address
     * @param whenLost called once, on another thread, when the lock is lost later
     * @return to be closed
     * @throws org.valija.mailbox.api.MailboxException if either fails
     */
    public OpenMaildrop open(String address, String password, String clientAddress, Runnable whenLost) {
        var user = new User(sessions, clock, sessions.login(new Login(address, password, "pop3", clientAddress)));
        var maildrop = maildrops.open(user.token(), user.account());
        var lease = MaildropLease.keep(user, maildrops, clock, maildrop.lease(), whenLost);
        return new OpenMaildrop(maildrop, lease, new Retrieval(user, messages, maildrop));
    }
}
