package org.valija.mailbox.apppassword;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.Page;
import org.valija.mailbox.api.account.AppPassword;
import org.valija.mailbox.api.account.AppPasswordMade;
import org.valija.mailbox.api.account.AppPasswordsApi;
import org.valija.mailbox.api.account.NewAppPassword;
import org.valija.mailbox.web.Cursor;
import org.valija.mailbox.web.Labels;

@RestController
class AppPasswordsController implements AppPasswordsApi {

    private final AppPasswords appPasswords;

    AppPasswordsController(AppPasswords appPasswords) {
        this.appPasswords = appPasswords;
    }

    @Override
    @ResponseStatus(HttpStatus.CREATED)
    public AppPasswordMade create(AccountId account, NewAppPassword appPassword) {
        Labels.check("label", appPassword.label());
        if (appPassword.scopes().isEmpty()) {
            throw new MailboxException.Invalid("scopes", "an app password is for at least one protocol");
        }
        return appPasswords.create(account, appPassword);
    }

    @Override
    public Page<AppPassword> list(AccountId account, @Nullable String cursor, @Nullable Integer limit) {
        return appPasswords.list(account, Cursor.key(cursor), Cursor.limit(limit));
    }

    @Override
    public AppPassword get(AccountId account, long id) {
        return appPasswords.get(account, id);
    }

    @Override
    @ResponseStatus(HttpStatus.NO_CONTENT)
    public void delete(AccountId account, long id) {
        appPasswords.delete(account, id);
    }
}
