package org.valija.pop3.state;

import java.time.Duration;
import java.time.InstantSource;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.UserToken;
import org.valija.mailbox.api.account.SessionsApi;
import org.valija.mailbox.api.account.UserSession;

/** Who is logged in, with a token that is renewed before it expires. For any thread. */
final class User {

    /** How long before it expires a token is renewed: longer than any call takes. */
    private static final Duration AHEAD = Duration.ofMinutes(2);

    private final SessionsApi sessions;
    private final InstantSource clock;
    private final AccountId account;
    private UserSession session;

    User(SessionsApi sessions, InstantSource clock, UserSession session) {
        this.sessions = sessions;
        this.clock = clock;
        this.account = session.account();
        this.session = session;
    }

    AccountId account() {
        return account;
    }

    /** @throws org.valija.mailbox.api.MailboxException if it had to be renewed and could not be */
    synchronized UserToken token() {
        if (clock.instant().isAfter(session.expiresAt().minus(AHEAD))) {
            renew();
        }
        return session.token();
    }

    /** @throws org.valija.mailbox.api.MailboxException if that is not possible, because the user may not any more */
    synchronized void renew() {
        session = sessions.renew(session.token());
    }
}
