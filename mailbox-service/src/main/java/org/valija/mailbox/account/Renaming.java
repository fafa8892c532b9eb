package org.valija.mailbox.account;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.AccountId;

/** Gives an account another address, and lets whatever led to the old one lead to it. */
@Component
final class Renaming {

    private final JdbcClient jdbc;
    private final Domains domains;
    private final AddressBook addresses;

    Renaming(JdbcClient jdbc, Domains domains, AddressBook addresses) {
        this.jdbc = jdbc;
        this.domains = domains;
        this.addresses = addresses;
    }

    /**
     * Runs in the transaction of the change, with the account locked.
     *
     * @throws org.valija.mailbox.api.MailboxException.AlreadyExists if somebody else has the address
     */
    void rename(AccountId account, Address from, Address to) {
        domains.holdForAccount(to.domain());
        if (!to.key().equals(from.key())) {
            addresses.claim(to);
            leadTo(from, to);
        }
        jdbc.sql("update account set address = ?, display_address = ?, domain = ? where id = ?")
                .params(to.key(), to.toString(), to.domain().value(), account.value())
                .update();
    }

    private void leadTo(Address from, Address to) {
        jdbc.sql("""
                delete from alias_target t where t.target = :from
                  and exists (select from alias_target other where other.alias = t.alias and other.target = :to)""").param("from", from.key()).param("to", to.key()).update();
        jdbc.sql("update alias_target set target = :to, display = :display where target = :from")
                .param("from", from.key())
                .param("to", to.key())
                .param("display", to.display())
                .update();
        jdbc.sql("update domain set catch_all = :to, catch_all_display = :display where catch_all = :from")
                .param("from", from.key())
                .param("to", to.key())
                .param("display", to.toString())
                .update();
    }
}
