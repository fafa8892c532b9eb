package org.valija.mailbox.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.account.Account;
import org.valija.mailbox.api.account.AccountChange;
import org.valija.mailbox.api.account.AccountsApi;
import org.valija.mailbox.api.account.Domain;
import org.valija.mailbox.api.account.DomainChange;
import org.valija.mailbox.api.account.DomainsApi;
import org.valija.mailbox.api.account.NewAccount;
import org.valija.mailbox.api.account.NewDomain;
import org.valija.mailbox.testing.MailboxServer;
import org.valija.mailbox.testing.RawHttp;

/** Settings of domains, and the quotas that their accounts get from them. */
class DomainsTest {

    private static final String DOMAIN = "domains.example";
    private static MailboxServer server;
    private static DomainsApi domains;
    private static AccountsApi accounts;
    private static AccountId ann;

    @BeforeAll
    static void start() {
        server = MailboxServer.shared();
        domains = server.client().api(DomainsApi.class);
        accounts = server.client().api(AccountsApi.class);
        ann = server.createAccount("ann@" + DOMAIN, "correct horse");
    }

    @Test
    void aDomainIsMadeWithDefaultsOrSettings() {
        assertThat(domains.create(new NewDomain("Plain.Domains.EXAMPLE")))
                .usingRecursiveComparison()
                .ignoringFields("createdAt")
                .isEqualTo(new Domain("plain.domains.example", true, null, null, true, "+", 0, 0, null, null));
        var made = domains.create(
                new NewDomain("set.domains.example", null, "Ann@" + DOMAIN, false, "-", 1_000_000L, 100L, 12L));
        assertThat(made)
                .usingRecursiveComparison()
                .ignoringFields("createdAt")
                .isEqualTo(new Domain(
                        "set.domains.example", true, null, "Ann@" + DOMAIN, false, "-", 1_000_000, 100, 12L, null));
        assertThat(domains.get("set.domains.example")).isEqualTo(made);
        assertThat(domains.list(null, null).items()).contains(made);
    }

    @Test
    void settingsChangeOneByOneAndAreTakenAway() {
        domains.create(new NewDomain("change.domains.example"));
        assertThat(change("change.domains.example", "{\"catchAll\": \"ann@domains.example\"}")
                        .catchAll())
                .isEqualTo("ann@domains.example");
        var changed = change("change.domains.example", "{\"separator\": \"_\", \"enabled\": false}");
        assertThat(changed.separator()).isEqualTo("_");
        assertThat(changed.enabled()).isFalse();
        assertThat(changed.catchAll()).isEqualTo("ann@domains.example");
        assertThat(change("change.domains.example", "{\"catchAll\": \"\"}").catchAll())
                .isNull();
        assertThat(change("change.domains.example", "{\"aliasOf\": \"domains.example\"}")
                        .aliasOf())
                .isEqualTo(DOMAIN);
        assertThat(change("change.domains.example", "{\"aliasOf\": \"\"}").aliasOf())
                .isNull();
        domains.delete("change.domains.example");
    }

    private static Domain change(String name, String json) {
        var answer = new RawHttp(server.url(), MailboxServer.ADMIN_KEY)
                .call("PATCH", "/v1/domains/" + name, "application/json", json);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return domains.get(name);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
            {"separator": "++"}                     | separator
            {"separator": ""}                       | separator
            {"separator": "a"}                      | separator
            {"separator": "@"}                      | separator
            {"quotaBytes": -1}                      | quotaBytes
            {"quotaMessages": -1}                   | quotaMessages
            {"quotaMessages": "many"}               | quotaMessages
            {"catchAll": "nobody@domains.example"}  | catchAll
            {"catchAll": "bob@elsewhere.example"}   | catchAll
            {"catchAll": "not an address"}          | catchAll
            {"aliasOf": "not a domain"}             | aliasOf
            {"aliasOf": "elsewhere.example"}        | aliasOf
            {"aliasOf": "domains.example"}          | aliasOf
            {"subaddressing": "perhaps"}            | subaddressing
            {"colour": "red"}                       | colour
            """, delimiter = '|')
    void aWrongSettingIsNamedAndChangesNothing(String json, String field) {
        var before = domains.get(DOMAIN);
        var answer = new RawHttp(server.url(), MailboxServer.ADMIN_KEY)
                .call("PATCH", "/v1/domains/" + DOMAIN, "application/json", json);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.problem().field()).isEqualTo(field);
        assertThat(domains.get(DOMAIN)).isEqualTo(before);
    }

    @Test
    void anotherNameOfADomainHasNoAccountsAndNoOtherNames() {
        domains.create(NewDomain.aliasOf("alias.domains.example", DOMAIN));
        assertThatThrownBy(() -> accounts.create(new NewAccount("bob@alias.domains.example", "correct horse")))
                .isInstanceOfSatisfying(
                        MailboxException.Invalid.class,
                        it -> assertThat(it.field()).isEqualTo("address"));
        assertThatThrownBy(() -> domains.create(NewDomain.aliasOf("third.domains.example", "alias.domains.example")))
                .isInstanceOf(MailboxException.Invalid.class);
        assertThatThrownBy(() -> domains.get("third.domains.example")).isInstanceOf(MailboxException.NotFound.class);
        // It has accounts, and another name of its own
        domains.create(new NewDomain("second.domains.example"));
        var becomesAlias = new DomainChange(null, "second.domains.example", null, null, null, null, null, null);
        assertThatThrownBy(() -> domains.change(DOMAIN, becomesAlias)).isInstanceOf(MailboxException.InUse.class);
        assertThatThrownBy(() -> domains.delete(DOMAIN)).isInstanceOf(MailboxException.InUse.class);
    }

    @Test
    void nobodyIsToldThatAnUnknownDomainWasChanged() {
        assertThatThrownBy(() -> domains.change("unknown.domains.example", DomainChange.enabled(false)))
                .isInstanceOf(MailboxException.NotFound.class);
    }

    @Test
    void anAccountHasTheQuotaOfItsDomainUntilItGetsItsOwn() {
        domains.create(new NewDomain("quota.domains.example", null, null, null, null, 5_000L, 50L, null));
        var id = accounts.create(new NewAccount("q@quota.domains.example", "correct horse"))
                .id();
        assertLimits(accounts.get(id), null, null, 5_000, 50);
        domains.change("quota.domains.example", DomainChange.quota(6_000, 60));
        assertLimits(accounts.get(id), null, null, 6_000, 60);
        assertLimits(accounts.change(id, AccountChange.quota(7_000L, null)), 7_000L, null, 7_000, 60);
        assertLimits(accounts.change(id, AccountChange.quota(null, 0L)), 7_000L, 0L, 7_000, 0);
        assertLimits(
                accounts.change(id, new AccountChange(null, null, null, null, null, null, true)),
                null,
                null,
                6_000,
                60);
        assertThatThrownBy(() -> accounts.change(id, new AccountChange(null, null, null, 1L, null, null, true)))
                .isInstanceOfSatisfying(
                        MailboxException.Invalid.class,
                        it -> assertThat(it.field()).isEqualTo("domainQuota"));
        assertThatThrownBy(() -> accounts.change(id, AccountChange.quota(null, -1L)))
                .isInstanceOfSatisfying(
                        MailboxException.Invalid.class,
                        it -> assertThat(it.field()).isEqualTo("quotaMessages"));
        assertThat(ann).isNotEqualTo(id);
    }

    @Test // RFC 9208, 5.4
    void mailboxesHaveAQuotaAsWell() {
        domains.create(new NewDomain("mailboxes.domains.example"));
        var id = accounts.create(new NewAccount("m@mailboxes.domains.example", "correct horse"))
                .id();
        assertThat(domains.get("mailboxes.domains.example").quotaMailboxes()).isNull();
        assertThat(accounts.get(id).limitMailboxes()).isEqualTo(10_000);
        domains.change("mailboxes.domains.example", DomainChange.quotaMailboxes(20));
        assertThat(accounts.get(id).limitMailboxes()).isEqualTo(20);
        var own = accounts.change(id, AccountChange.quotaMailboxes(0));
        assertThat(own.quotaMailboxes()).isZero();
        assertThat(own.limitMailboxes()).isZero();
        assertThat(accounts.usage(null, id).limitMailboxes()).isZero();
        assertThat(accounts.change(id, new AccountChange(null, null, null, null, null, null, true))
                        .limitMailboxes())
                .isEqualTo(20);
        var made = accounts.create(new NewAccount("n@mailboxes.domains.example", "correct horse", null, null, 7L));
        assertThat(made.quotaMailboxes()).isEqualTo(7);
        assertThat(made.limitMailboxes()).isEqualTo(7);
        assertThatThrownBy(() -> accounts.change(id, AccountChange.quotaMailboxes(-1)))
                .isInstanceOfSatisfying(
                        MailboxException.Invalid.class,
                        it -> assertThat(it.field()).isEqualTo("quotaMailboxes"));
        assertThatThrownBy(() -> domains.change("mailboxes.domains.example", DomainChange.quotaMailboxes(-1)))
                .isInstanceOfSatisfying(
                        MailboxException.Invalid.class,
                        it -> assertThat(it.field()).isEqualTo("quotaMailboxes"));
    }

    private static void assertLimits(Account account, Long bytes, Long messages, long limitBytes, long limitMessages) {
        assertThat(account.quotaBytes()).isEqualTo(bytes);
        assertThat(account.quotaMessages()).isEqualTo(messages);
        assertThat(account.limitBytes()).isEqualTo(limitBytes);
        assertThat(account.limitMessages()).isEqualTo(limitMessages);
    }
}
