package org.valija.imap.state;

import org.jspecify.annotations.Nullable;
import org.valija.imap.parse.MailboxName;
import org.valija.mailbox.api.UidSet;
import org.valija.mailbox.api.mailbox.MailboxState;

/**
 * A mailbox that the store has opened for a session.
 *
 * @param state as it was answered
 * @param uids of all messages there are
 * @param shared what the session shares with others that have selected it
 */
record Selection(MailboxState state, UidSet uids, SharedMailbox shared) {

    /** Opens a mailbox by one call; what is known of it here already is not asked for. See {@link Mailboxes#open}. */
    static Selection of(User user, MailboxName name, boolean claimRecent, @Nullable Long since) {
        var mailbox = user.shared().find(user.account(), name);
        if (mailbox == null) {
            return whole(user, name, user.mailboxes().open(name, claimRecent, since, null));
        }
        var known = mailbox.known();
        var state = user.mailboxes().open(name, claimRecent, since, known.version());
        var difference = state.difference();
        if (difference == null) {
            user.shared().forget(user.account(), name);
            return whole(user, name, state);
        }
        var uids = difference.applyTo(known.uids());
        if (uids.size() != state.status().messages()) {
            // Nothing that we know of leads here, but what is wrong must not stay so
            user.shared().forget(user.account(), name);
            return whole(user, name, user.mailboxes().open(name, claimRecent, since, null));
        }
        return of(user, name, state, uids);
    }

    private static Selection whole(User user, MailboxName name, MailboxState state) {
        var uids = state.uids();
        return of(user, name, state, uids == null ? UidSet.empty() : uids);
    }

    private static Selection of(User user, MailboxName name, MailboxState state, UidSet uids) {
        var shared = user.shared().selected(user.account(), name, state.status(), uids);
        return new Selection(state, shared.share(state.highestModseq(), uids), shared);
    }
}
