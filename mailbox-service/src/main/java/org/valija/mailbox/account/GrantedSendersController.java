package org.valija.mailbox.account;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.RestController;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.account.GrantedSenders;
import org.valija.mailbox.api.account.GrantedSendersApi;
import org.valija.mailbox.transaction.Transactions;
import org.valija.mailbox.web.Preconditions;

@RestController
final class GrantedSendersController implements GrantedSendersApi {

    private static final int MOST = 1000;

    private final JdbcClient jdbc;
    private final Transactions transactions;
    private final Domains domains;
    private final Preconditions preconditions;

    GrantedSendersController(JdbcClient jdbc, Transactions transactions, Domains domains, Preconditions preconditions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.domains = domains;
        this.preconditions = preconditions;
    }

    @Override
    public GrantedSenders get(AccountId account) {
        return transactions.write(() -> {
            require(account, "");
            return read(account);
        });
    }

    @Override
    public GrantedSenders set(AccountId account, GrantedSenders senders) {
        var texts = senders.addresses();
        if (texts.size() > MOST) {
            throw new MailboxException.Invalid("addresses", "at most " + MOST + " addresses");
        }
        var addresses = IntStream.range(0, texts.size())
                .mapToObj(i -> Address.parse("addresses[" + i + "]", texts.get(i)))
                .collect(Collectors.toMap(Address::key, it -> it, (first, _) -> first, LinkedHashMap::new));
        return transactions.write(() -> {
            addresses.values().stream()
                    .map(Address::domain)
                    .distinct()
                    .sorted(Comparator.comparing(DomainName::value))
                    .forEach(domains::hold);
            require(account, " for update");
            preconditions.check(read(account));
            jdbc.sql("delete from granted_sender where account_id = ?")
                    .param(account.value())
                    .update();
            jdbc.sql("""
                    insert into granted_sender (account_id, address, display)
                    select ?, address, display from unnest(?, ?) as t (address, display)""")
                    .param(1, account.value())
                    .param(2, addresses.keySet().toArray(String[]::new))
                    .param(3, addresses.values().stream().map(Address::display).toArray(String[]::new))
                    .update();
            return read(account);
        });
    }

    private void require(AccountId account, String lock) {
        var _ = jdbc.sql("select id from account where id = ?" + lock)
                .param(account.value())
                .query(Long.class)
                .optional()
                .orElseThrow(() -> new MailboxException.NotFound("no such account"));
    }

    private GrantedSenders read(AccountId account) {
        return new GrantedSenders(jdbc.sql("select display from granted_sender where account_id = ? order by address")
                .param(account.value())
                .query(String.class)
                .list());
    }
}
