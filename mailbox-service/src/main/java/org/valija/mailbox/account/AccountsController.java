package org.valija.mailbox.account;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.Page;
import org.valija.mailbox.api.UserToken;
import org.valija.mailbox.api.account.Account;
import org.valija.mailbox.api.account.AccountChange;
import org.valija.mailbox.api.account.AccountUsage;
import org.valija.mailbox.api.account.AccountsApi;
import org.valija.mailbox.api.account.NewAccount;
import org.valija.mailbox.web.Cursor;

@RestController
class AccountsController implements AccountsApi {

    private final Accounts accounts;
    private final Deletion deletion;

    AccountsController(Accounts accounts, Deletion deletion) {
        this.accounts = accounts;
        this.deletion = deletion;
    }

    @Override
    @ResponseStatus(HttpStatus.CREATED)
    public Account create(NewAccount account) {
        return accounts.create(
                Address.parse("address", account.address()),
                Password.set(account.password()),
                new Quota(account.quotaBytes(), account.quotaMessages(), account.quotaMailboxes()));
    }

    @Override
    public Page<Account> list(
            @Nullable String domain,
            @Nullable String address,
            @Nullable Boolean deleted,
            @Nullable String cursor,
            @Nullable Integer limit) {
        return accounts.list(
                domain == null ? null : DomainName.parse("domain", domain),
                address == null ? null : Address.parse("address", address),
                Boolean.TRUE.equals(deleted),
                Cursor.key(cursor),
                Cursor.limit(limit));
    }

    @Override
    public Account get(AccountId account) {
        return accounts.get(account);
    }

    @Override
    public Account change(AccountId account, AccountChange change) {
        return accounts.change(account, change);
    }

    @Override
    @ResponseStatus(HttpStatus.NO_CONTENT)
    public void delete(AccountId account, @Nullable Boolean immediately) {
        deletion.delete(account, Boolean.TRUE.equals(immediately));
    }

    @Override
    public Account undelete(AccountId account) {
        return deletion.undelete(account);
    }

    @Override
    public AccountUsage usage(@Nullable UserToken user, AccountId account) {
        return accounts.usage(account);
    }
}
