package org.valija.mailbox.account;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.RestController;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.account.DeliveryPreferences;
import org.valija.mailbox.api.account.DeliveryPreferencesApi;
import org.valija.mailbox.transaction.Transactions;
import org.valija.mailbox.web.Preconditions;

@RestController
final class DeliveryPreferencesController implements DeliveryPreferencesApi {

    private final JdbcClient jdbc;
    private final Transactions transactions;
    private final Preconditions preconditions;

    DeliveryPreferencesController(JdbcClient jdbc, Transactions transactions, Preconditions preconditions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.preconditions = preconditions;
    }

    @Override
    public DeliveryPreferences get(AccountId account) {
        return read(
                jdbc.sql("select detail_mailboxes from account where id = ?").param(account.value()));
    }

    @Override
    public DeliveryPreferences set(AccountId account, DeliveryPreferences preferences) {
        return transactions.write(() -> {
            preconditions.check(read(jdbc.sql("select detail_mailboxes from account where id = ? for update")
                    .param(account.value())));
            return read(jdbc.sql("update account set detail_mailboxes = ? where id = ? returning detail_mailboxes")
                    .params(preferences.detailMailboxes(), account.value()));
        });
    }

    private static DeliveryPreferences read(JdbcClient.StatementSpec statement) {
        return statement
                .query((row, _) -> new DeliveryPreferences(row.getBoolean(1)))
                .optional()
                .orElseThrow(() -> new MailboxException.NotFound("no such account"));
    }
}
