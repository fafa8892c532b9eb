package org.valija.suite.demo;

import java.util.function.Supplier;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.account.AccountChange;
import org.valija.mailbox.api.account.AccountsApi;
import org.valija.mailbox.api.account.DomainsApi;
import org.valija.mailbox.api.account.NewAccount;
import org.valija.mailbox.api.account.NewDomain;
import org.valija.mailbox.api.client.MailboxClient;

/** The two accounts of the demo domain. */
public record DemoAccounts(DemoAccount ann, DemoAccount bob) {

    /** The top-level domain is reserved for examples, so that no mail ever goes astray. */
    public static final String DOMAIN = "demo.example";

    /** Whom mail for the postmaster of any domain goes to. */
    public static final String POSTMASTER = "ann@" + DOMAIN;

    private static final String HEADING = "# Address and password of the demo accounts.\n";

    /**
     * Makes the domain and the accounts.
     *
     * @param admin a client that holds the admin key
     * @param passwords a fresh one each time
     */
    public static DemoAccounts create(MailboxClient admin, Supplier<String> passwords) {
        try {
            admin.api(DomainsApi.class).create(new NewDomain(DOMAIN));
        } catch (MailboxException.AlreadyExists _) {
            // An earlier first start did not come to its end
        }
        return new DemoAccounts(create(admin, "ann", passwords.get()), create(admin, "bob", passwords.get()));
    }

    private static DemoAccount create(MailboxClient admin, String localPart, String password) {
        var accounts = admin.api(AccountsApi.class);
        var address = localPart + "@" + DOMAIN;
        try {
            accounts.create(new NewAccount(address, password, null));
        } catch (MailboxException.AlreadyExists _) {
            // Nobody has been told the password that it was made with
            for (var account : accounts.list(null, address, null, null, null).items()) {
                accounts.change(account.id(), new AccountChange(null, password, true, null, null, null, null));
            }
        }
        return new DemoAccount(address, password);
    }

    /** For a file that a person reads, and {@link #read}. */
    public String text() {
        return HEADING + ann.address() + " " + ann.password() + "\n" + bob.address() + " " + bob.password() + "\n";
    }

    /** @throws IllegalArgumentException if it is not what {@link #text} wrote */
    public static DemoAccounts read(String text) {
        var accounts = text.lines()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .map(line -> line.strip().split("\\s+"))
                .filter(words -> words.length == 2)
                .map(words -> new DemoAccount(words[0], words[1]))
                .toList();
        if (accounts.size() != 2) {
            throw new IllegalArgumentException("two lines are expected, each with an address and a password");
        }
        return new DemoAccounts(accounts.getFirst(), accounts.getLast());
    }
}
