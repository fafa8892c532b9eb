package org.valija.mailbox.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.ProblemType;
import org.valija.mailbox.api.account.AccountChange;
import org.valija.mailbox.api.account.AccountsApi;
import org.valija.mailbox.api.account.Alias;
import org.valija.mailbox.api.account.AliasesApi;
import org.valija.mailbox.api.account.DomainsApi;
import org.valija.mailbox.api.account.NewDomain;
import org.valija.mailbox.api.delivery.RecipientBatch;
import org.valija.mailbox.api.delivery.RecipientBatchesApi;
import org.valija.mailbox.api.delivery.RecipientsApi;
import org.valija.mailbox.api.delivery.ResolvedRecipient;
import org.valija.mailbox.security.ServiceName;
import org.valija.mailbox.testing.MailboxServer;
import org.valija.testkit.TestPostgres;

/** Who an address belongs to. */
class RecipientsTest {

    private static MailboxServer server;
    private static AccountId ann;

    @BeforeAll
    static void start() {
        server = MailboxServer.on(TestPostgres.database(), "mailbox.accounts.postmaster=ann@example.org");
        ann = server.createAccount("Ann.Smith@example.org", "a good password");
        server.createAccount("ann@example.org", "a good password");
        server.createAccount("full@example.org", "a good password", 1000);
        server.createAccount("gone@example.org", "a good password");
        server.client()
                .api(AccountsApi.class)
                .change(
                        server.client()
                                .api(AccountsApi.class)
                                .list(null, "gone@example.org", null, null, null)
                                .items()
                                .getFirst()
                                .id(),
                        AccountChange.enabled(false));
        server.client().api(DomainsApi.class).create(new NewDomain("b\u00fccher.example"));
        server.createAccount("\"weird one\"@example.org", "a good password");
        alias("info@example.org", "ANN@example.org");
        alias("office@example.org", "info@example.org", "ann.smith@example.org");
        alias("all@example.org", "office@example.org", "info@example.org");
        alias("some-full@example.org", "ann@example.org", "full@example.org");
        alias("some-gone@example.org", "ann@example.org", "gone@example.org");
        alias("only-gone@example.org", "gone@example.org");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static void alias(String address, String... targets) {
        server.client().api(AliasesApi.class).create(new Alias(address, List.of(targets)));
    }

    private static ResolvedRecipient resolve(String address, long size) {
        return server.client(ServiceName.SMTP).api(RecipientsApi.class).resolve(address, size);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            Ann.Smith@example.org,       Ann.Smith@example.org, true
            ann.smith@EXAMPLE.ORG,       Ann.Smith@example.org, true
            "ANN.SMITH"@example.org,     Ann.Smith@example.org, true
            info@example.org,            info@example.org,      true
            INFO@Example.org,            info@example.org,      true
            office@example.org,          office@example.org,    true
            all@example.org,             all@example.org,       true
            some-gone@example.org,       some-gone@example.org, true
            Postmaster,                  ann@example.org,       true
            postmaster@example.org,      ann@example.org,       true
            x@elsewhere.example,         x@elsewhere.example,   false
            X@Elsewhere.Example,         X@elsewhere.example,   false
            """, quoteCharacter = '`')
    void anAddressIsFoundWhateverItsCase(String address, String found, boolean local) {
        assertThat(resolve(address, 0)).isEqualTo(new ResolvedRecipient(found, local));
    }

    @Test
    void manyAreAnsweredEachAsIfItWereAskedAlone() {
        var all = List.of(
                new RecipientBatch.Item("ann@example.org", 0),
                new RecipientBatch.Item("office@example.org", 0),
                new RecipientBatch.Item("full@example.org", 5000),
                new RecipientBatch.Item("full@example.org", 10),
                new RecipientBatch.Item("nobody@example.org", 0),
                new RecipientBatch.Item("gone@example.org", 0),
                new RecipientBatch.Item("not an address", 0),
                new RecipientBatch.Item("postmaster", 0),
                new RecipientBatch.Item("carol@elsewhere.example", 0));
        var alone = server.client(ServiceName.SMTP).api(RecipientsApi.class);
        var report =
                server.client(ServiceName.SMTP).api(RecipientBatchesApi.class).resolve(new RecipientBatch(all));
        assertThat(report.recipients()).hasSameSizeAs(all);
        for (int i = 0; i < all.size(); i++) {
            var asked = all.get(i);
            var item = report.recipients().get(i);
            if (item.refusal() == null) {
                assertThat(item.resolved()).isEqualTo(alone.resolve(asked.address(), asked.size()));
            } else {
                assertThatThrownBy(() -> alone.resolve(asked.address(), asked.size()))
                        .isInstanceOf(ProblemType.toException(item.refusal()).getClass());
            }
        }
        assertThat(report.recipients())
                .filteredOn(item -> item.refusal() != null)
                .hasSize(4);
    }

    @Test
    void batchThatIsEmptyOrTooLongIsRefused() {
        var api = server.client(ServiceName.SMTP).api(RecipientBatchesApi.class);
        var one = new RecipientBatch.Item("ann@example.org", 0);
        assertThatThrownBy(() -> api.resolve(new RecipientBatch(List.of())))
                .isInstanceOf(MailboxException.Invalid.class);
        assertThatThrownBy(() -> api.resolve(new RecipientBatch(Collections.nCopies(1001, one))))
                .isInstanceOf(MailboxException.Invalid.class);
        assertThatThrownBy(
                        () -> api.resolve(new RecipientBatch(List.of(new RecipientBatch.Item("ann@example.org", -1)))))
                .isInstanceOf(MailboxException.Invalid.class);
    }

    @Test
    void aQuotedLocalPartThatNeedsItsQuotesIsFound() {
        assertThat(resolve("\"Weird One\"@example.org", 0).local()).isTrue();
    }

    @Test // RFC 5890, 2.3.2.1
    void aDomainIsFoundInUnicodeAndAsALabels() {
        server.createAccount("ann@xn--bcher-kva.example", "a good password");
        assertThat(resolve("ann@B\u00fccher.example", 0).address()).isEqualTo("ann@xn--bcher-kva.example");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            nobody@example.org,      0,    NotFound
            gone@example.org,        0,    NotPermitted
            only-gone@example.org,   0,    NotPermitted
            full@example.org,        1001, OverQuota
            some-full@example.org,   1001, OverQuota
            not an address,          0,    Invalid
            ann@,                    0,    Invalid
            @example.org,            0,    Invalid
            ann@exa mple.org,        0,    Invalid
            """)
    void aRecipientThatCannotReceiveIsRefused(String address, long size, String refusal) {
        assertThatThrownBy(() -> resolve(address, size))
                .isInstanceOf(MailboxException.class)
                .extracting(it -> it.getClass().getSimpleName())
                .isEqualTo(refusal);
    }

    @Test
    void whatFitsIsNotOverQuota() {
        assertThat(resolve("full@example.org", 1000).local()).isTrue();
        assertThat(resolve("some-full@example.org", 0).local()).isTrue();
    }

    @Test
    void anAliasThatWouldFormALoopIsRefused() {
        alias("a@example.org", "ann@example.org");
        alias("b@example.org", "a@example.org");
        server.client().api(AliasesApi.class).delete("a@example.org");
        assertThatThrownBy(() -> alias("a@example.org", "b@example.org"))
                .isInstanceOfSatisfying(
                        MailboxException.Invalid.class,
                        it -> assertThat(it.field()).isEqualTo("targets[0]"));
    }

    @Test
    void aLoopInTheTablesEndsTheSearchAndLosesNobody() {
        alias("c@example.org", "ann@example.org");
        alias("d@example.org", "c@example.org");
        server.database().execute("insert into alias_target values ('c@example.org', 'd@example.org', 2)");
        assertThat(resolve("d@example.org", 0)).isEqualTo(new ResolvedRecipient("d@example.org", true));
        server.database()
                .execute("delete from alias_target where alias = 'c@example.org' and target = 'ann@example.org'");
        assertThatThrownBy(() -> resolve("d@example.org", 0)).isInstanceOf(MailboxException.NotFound.class);
    }

    @Test
    void anAddressIsAnAccountsOrAnAliassAndNotBoth() {
        assertThatThrownBy(() -> server.createAccount("INFO@example.org", "a good password"))
                .isInstanceOf(MailboxException.AlreadyExists.class);
        assertThatThrownBy(() -> alias("ANN@example.org", "info@example.org"))
                .isInstanceOf(MailboxException.AlreadyExists.class);
        assertThat(ann).isNotNull();
    }
}
