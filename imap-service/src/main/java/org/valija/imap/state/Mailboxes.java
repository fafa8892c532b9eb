package org.valija.imap.state;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.valija.imap.parse.MailboxName;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.mailbox.KnownUids;
import org.valija.mailbox.api.mailbox.MailboxState;
import org.valija.mailbox.api.mailbox.MailboxStatus;
import org.valija.mailbox.api.mailbox.MailboxSummary;
import org.valija.mailbox.api.mailbox.MailboxesApi;
import org.valija.mailbox.api.mailbox.NewMailbox;
import org.valija.mailbox.api.mailbox.SpecialUse;

/** The mailboxes of one user. Each method is one call, with the errors that {@link MailboxesApi} tells. */
public final class Mailboxes {

    private final MailboxesApi api;
    private final User user;

    Mailboxes(MailboxesApi api, User user) {
        this.api = api;
        this.user = user;
    }

    /** @param status whether the numbers of each are wanted as well */
    public List<MailboxSummary> list(boolean status) {
        return api.list(user.token(), user.account(), status);
    }

    /** @param specialUse null for none */
    public MailboxSummary create(MailboxName name, @Nullable SpecialUse specialUse) {
        return api.create(user.token(), user.account(), new NewMailbox(name.value(), specialUse));
    }

    public void rename(MailboxName from, MailboxName to) {
        api.rename(user.token(), user.account(), from.value(), new NewMailbox(to.value(), null));
    }

    public void delete(MailboxName name) {
        api.delete(user.token(), user.account(), name.value());
    }

    public void subscribe(MailboxName name) {
        api.subscribe(user.token(), user.account(), name.value());
    }

    public void unsubscribe(MailboxName name) {
        api.unsubscribe(user.token(), user.account(), name.value());
    }

    /** @throws MailboxException.NotFound if there is no such mailbox */
    public MailboxStatus status(MailboxName name) {
        return api.status(user.token(), user.account(), List.of(name.value())).stream()
                .findFirst()
                .orElseThrow(() -> new MailboxException.NotFound("no such mailbox"));
    }

    MailboxState open(MailboxName name, boolean claimRecent, @Nullable Long since, @Nullable KnownUids known) {
        return api.open(user.token(), user.account(), name.value(), claimRecent, since, known);
    }

    /** @param since null for all UIDs */
    MailboxState state(MailboxId mailbox, @Nullable Long since) {
        return api.state(user.token(), user.account(), mailbox, since, null);
    }
}
