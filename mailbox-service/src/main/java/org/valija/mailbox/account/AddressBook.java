package org.valija.mailbox.account;

import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.MailboxException;

/** Keeps an address from being an account's and an alias's at once. */
@Component
final class AddressBook {

    private final JdbcClient jdbc;

    AddressBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Claims an address for the rest of the transaction, against all who would claim it too.
     *
     * @throws MailboxException.AlreadyExists if an account or an alias has it
     */
    void claim(Address address) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 0))")
                .param(address.key())
                .query()
                .listOfRows();
        if (isTaken(address)) {
            throw new MailboxException.AlreadyExists("the address " + address + " is taken");
        }
    }

    /** Claims many, in one order, so that two who claim the same ones don't wait for each other; which are taken. */
    Set<String> claimAll(List<Address> wanted) {
        var keys = wanted.stream().map(Address::key).sorted().toArray(String[]::new);
        jdbc.sql(
                        "select pg_advisory_xact_lock(hashtextextended(key, 0)) from unnest(?) with ordinality as k (key, n) order by n")
                .param(keys)
                .query()
                .listOfRows();
        return Set.copyOf(jdbc.sql("""
                select address from account where address = any(:keys)
                union select address from alias where address = any(:keys)""").param("keys", keys).query(String.class).list());
    }

    /** Whether an account or an alias has the address. */
    boolean isTaken(Address address) {
        return jdbc.sql("""
                select exists (select from account where address = :key) or exists (select from alias where address = :key)""").param("key", address.key()).query(Boolean.class).single();
    }
}
