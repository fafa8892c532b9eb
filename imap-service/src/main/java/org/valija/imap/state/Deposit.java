package org.valija.imap.state;

import org.valija.imap.parse.MailboxName;
import org.valija.mailbox.api.message.Appended;
import org.valija.mailbox.api.message.MessagesApi;
import org.valija.mailbox.api.stream.CborSequence;

/** Where a user's new messages go in. */
public final class Deposit {

    private final MessagesApi api;
    private final User user;

    Deposit(MessagesApi api, User user) {
        this.api = api;
        this.user = user;
    }

    /** Adds messages to a mailbox, all or none: see {@link MessagesApi#append}. */
    public Appended append(MailboxName mailbox, CborSequence messages) {
        return api.append(user.token(), user.account(), mailbox.value(), messages);
    }
}
