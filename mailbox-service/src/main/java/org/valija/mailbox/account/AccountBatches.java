package org.valija.mailbox.account;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.Problem;
import org.valija.mailbox.api.ProblemType;
import org.valija.mailbox.api.account.Account;
import org.valija.mailbox.api.account.AccountBatchReport;
import org.valija.mailbox.api.account.NewAccount;
import org.valija.mailbox.api.event.EventData.AccountChanged;
import org.valija.mailbox.api.event.EventData.Change;
import org.valija.mailbox.event.EventLog;
import org.valija.mailbox.mailbox.DefaultMailboxes;
import org.valija.mailbox.transaction.Transactions;

/** Makes many accounts in one transaction, each answered alone. */
@Component
final class AccountBatches {

    private final Transactions transactions;
    private final Domains domains;
    private final AddressBook addresses;
    private final Accounts accounts;
    private final DefaultMailboxes mailboxes;
    private final EventLog events;
    private final PasswordVerifiers verifiers;

    AccountBatches(
            Transactions transactions,
            Domains domains,
            AddressBook addresses,
            Accounts accounts,
            DefaultMailboxes mailboxes,
            EventLog events,
            PasswordVerifiers verifiers) {
        this.transactions = transactions;
        this.domains = domains;
        this.addresses = addresses;
        this.accounts = accounts;
        this.mailboxes = mailboxes;
        this.events = events;
        this.verifiers = verifiers;
    }

    AccountBatchReport create(List<NewAccount> batch) {
        var refusals = new HashMap<Integer, Problem>();
        var wanted = new ArrayList<@Nullable WantedAccount>();
        var seen = new HashSet<String>();
        for (int i = 0; i < batch.size(); i++) {
            wanted.add(read(batch.get(i), "accounts[" + i + "].", seen, i, refusals));
        }
        return transactions.write(() -> write(batch, wanted, new HashMap<>(refusals)));
    }

    /** Null if it is refused. Passwords are hashed here, before the transaction, and one after the other. */
    private @Nullable WantedAccount read(
            NewAccount account, String path, HashSet<String> seen, int index, Map<Integer, Problem> refusals) {
        try {
            var address = Address.parse("address", account.address());
            var password = Password.set(account.password());
            var quota = new Quota(account.quotaBytes(), account.quotaMessages(), account.quotaMailboxes());
            if (!seen.add(address.key()) || addresses.isTaken(address)) {
                throw new MailboxException.AlreadyExists("the address " + address + " is taken");
            }
            return new WantedAccount(address, verifiers.make(password), quota);
        } catch (MailboxException refusal) {
            var problem = ProblemType.toProblem(refusal);
            refusals.put(
                    index,
                    problem.field() == null
                            ? problem
                            : new Problem(
                                    problem.type(),
                                    problem.title(),
                                    problem.status(),
                                    problem.detail(),
                                    path + problem.field()));
            return null;
        }
    }

    private AccountBatchReport write(
            List<NewAccount> batch, List<@Nullable WantedAccount> wanted, Map<Integer, Problem> refusals) {
        var candidates = wanted.stream().filter(it -> it != null).toList();
        var closed = domains.refusalsForAccounts(
                candidates.stream().map(it -> it.address().domain()).toList());
        var taken = addresses.claimAll(
                candidates.stream().map(WantedAccount::address).toList());
        var made = new ArrayList<WantedAccount>();
        for (int i = 0; i < wanted.size(); i++) {
            var it = wanted.get(i);
            if (it == null) {
                continue;
            }
            var refusal = closed.get(it.address().domain());
            if (refusal == null && taken.contains(it.address().key())) {
                refusal = new MailboxException.AlreadyExists("the address " + it.address() + " is taken");
            }
            if (refusal == null) {
                made.add(it);
            } else {
                refusals.put(i, ProblemType.toProblem(refusal));
            }
        }
        return report(batch, wanted, refusals, make(made));
    }

    private Map<String, Account> make(List<WantedAccount> wanted) {
        var made = accounts.insert(wanted);
        var byKey = new HashMap<String, Account>();
        made.forEach(
                account -> byKey.put(Address.parse("address", account.address()).key(), account));
        mailboxes.create(made.stream().map(Account::id).toList());
        events.append(made.stream()
                .map(account -> new AccountChanged(account.id(), Change.CREATED, account.address()))
                .toList());
        return byKey;
    }

    private static AccountBatchReport report(
            List<NewAccount> batch,
            List<@Nullable WantedAccount> wanted,
            Map<Integer, Problem> refusals,
            Map<String, Account> made) {
        var items = new ArrayList<AccountBatchReport.Item>(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            var it = wanted.get(i);
            var refusal = refusals.get(i);
            var account =
                    refusal != null || it == null ? null : made.get(it.address().key());
            items.add(new AccountBatchReport.Item(batch.get(i).address(), account, refusal));
        }
        return new AccountBatchReport(items);
    }
}
