package org.valija.mailbox.login;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.RestController;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.account.LoginPolicy;
import org.valija.mailbox.api.account.LoginPolicyApi;
import org.valija.mailbox.api.account.Protocol;
import org.valija.mailbox.audit.Audit;
import org.valija.mailbox.transaction.Transactions;
import org.valija.mailbox.web.Preconditions;

/** What accounts may be logged in to with; kept as the protocols over which their own passwords are not accepted. */
@RestController
class LoginPolicies implements LoginPolicyApi {

    private final JdbcClient jdbc;
    private final Transactions transactions;
    private final Preconditions preconditions;

    LoginPolicies(JdbcClient jdbc, Transactions transactions, Preconditions preconditions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.preconditions = preconditions;
    }

    @Override
    public LoginPolicy get(AccountId account) {
        return jdbc.sql("""
                select coalesce(p.app_passwords_only_for, '{}') from account a
                left join login_policy p on p.account_id = a.id where a.id = ?""")
                .param(account.value())
                .query((row, _) -> policy(Set.of((String[]) row.getArray(1).getArray())))
                .optional()
                .orElseThrow(LoginPolicies::noAccount);
    }

    private static LoginPolicy policy(Set<String> appPasswordsOnlyFor) {
        return new LoginPolicy(Arrays.stream(Protocol.values())
                .filter(protocol -> !appPasswordsOnlyFor.contains(protocol.word()))
                .toList());
    }

    @Override
    public LoginPolicy set(AccountId account, LoginPolicy policy) {
        var without = Arrays.stream(Protocol.values())
                .filter(protocol -> !policy.passwordProtocols().contains(protocol))
                .map(Protocol::word)
                .toArray(String[]::new);
        return transactions.write(() -> {
            // So that nobody comes in between what is checked and what is set
            var _ = jdbc.sql("select id from account where id = ? for no key update")
                    .param(account.value())
                    .query(Long.class)
                    .optional();
            var before = get(account);
            preconditions.check(before);
            Audit.before(before);
            // Nothing is inserted where there is no such account
            int set = jdbc.sql("""
                    insert into login_policy (account_id, app_passwords_only_for)
                    select id, ? from account where id = ? for key share
                    on conflict (account_id) do update set app_passwords_only_for = excluded.app_passwords_only_for""").param(1, without).param(2, account.value()).update();
            if (set == 0) {
                throw noAccount();
            }
            return policy(Set.copyOf(List.of(without)));
        });
    }

    private static MailboxException noAccount() {
        return new MailboxException.NotFound("no such account");
    }
}
