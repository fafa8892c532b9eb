package org.valija.mailbox.mailbox;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.UserToken;
import org.valija.mailbox.api.mailbox.KnownUids;
import org.valija.mailbox.api.mailbox.MailboxState;
import org.valija.mailbox.api.mailbox.MailboxStatus;
import org.valija.mailbox.api.mailbox.MailboxSummary;
import org.valija.mailbox.api.mailbox.MailboxesApi;
import org.valija.mailbox.api.mailbox.NewMailbox;

/** {@code /v1/accounts/{account}/mailboxes}. That the token is the account's has been seen to before. */
@RestController
final class MailboxesController implements MailboxesApi {

    private final Mailboxes mailboxes;
    private final MailboxNames names;
    private final MailboxStates states;

    MailboxesController(Mailboxes mailboxes, MailboxNames names, MailboxStates states) {
        this.mailboxes = mailboxes;
        this.names = names;
        this.states = states;
    }

    @Override
    public List<MailboxSummary> list(UserToken user, AccountId account, @Nullable Boolean status) {
        var all = names.list(account);
        return Boolean.TRUE.equals(status) ? states.withStatus(account, all) : all;
    }

    @Override
    public MailboxSummary create(UserToken user, AccountId account, NewMailbox mailbox) {
        return mailboxes.create(account, mailbox);
    }

    @Override
    public MailboxSummary rename(UserToken user, AccountId account, String name, NewMailbox to) {
        return mailboxes.rename(account, name, to);
    }

    @Override
    public void delete(UserToken user, AccountId account, String name) {
        mailboxes.delete(account, name);
    }

    @Override
    public void subscribe(UserToken user, AccountId account, String name) {
        names.subscribe(account, MailboxName.of(name));
    }

    @Override
    public void unsubscribe(UserToken user, AccountId account, String name) {
        names.unsubscribe(account, MailboxName.of(name));
    }

    @Override
    public MailboxState open(
            UserToken user,
            AccountId account,
            String name,
            boolean claimRecent,
            @Nullable Long since,
            @Nullable KnownUids known) {
        return states.open(account, name, claimRecent, since, known);
    }

    @Override
    public List<MailboxStatus> status(UserToken user, AccountId account, List<String> name) {
        return states.status(account, name);
    }

    @Override
    public MailboxState state(
            UserToken user, AccountId account, MailboxId mailbox, @Nullable Long since, @Nullable Boolean claimRecent) {
        return states.state(account, mailbox, since, Boolean.TRUE.equals(claimRecent));
    }
}
