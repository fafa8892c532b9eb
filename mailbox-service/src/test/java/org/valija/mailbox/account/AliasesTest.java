package org.valija.mailbox.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.account.Alias;
import org.valija.mailbox.api.account.AliasChange;
import org.valija.mailbox.api.account.AliasesApi;
import org.valija.mailbox.api.account.DomainChange;
import org.valija.mailbox.api.account.DomainsApi;
import org.valija.mailbox.api.account.NewDomain;
import org.valija.mailbox.testing.MailboxServer;
import org.valija.mailbox.testing.RawHttp;

/** Aliases as administrators manage them, and who may send as one. */
class AliasesTest {

    private static MailboxServer server;
    private static AliasesApi aliases;
    private static AccountId ann;

    @BeforeAll
    static void start() {
        server = MailboxServer.shared();
        aliases = server.client().api(AliasesApi.class);
        ann = server.createAccount("Ann@alias.example", "correct horse");
        server.createAccount("bob@alias.example", "correct horse");
        server.client().api(DomainsApi.class).create(new NewDomain("b\u00fccher.alias.example"));
    }

    private static Alias create(String address, String... targets) {
        return aliases.create(new Alias(address, List.of(targets)));
    }

    @Test
    void anAliasIsShownAsItWasWrittenAndFoundInAnyForm() {
        var made = create(
                "Info@B\u00fccher.alias.example", "ANN@Alias.Example", "ann@alias.example", "Carol@Elsewhere.example");
        assertThat(made)
                .isEqualTo(new Alias(
                        "Info@b\u00fccher.alias.example", List.of("ANN@alias.example", "Carol@elsewhere.example")));
        assertThat(aliases.get("info@xn--bcher-kva.alias.example")).isEqualTo(made);
        assertThat(aliases.get("INFO@B\u00dcCHER.alias.example")).isEqualTo(made);
        assertThat(aliases.list("xn--bcher-kva.alias.example", null, null).items())
                .containsExactly(made);
    }

    @Test
    void targetsChangeAtOnce() {
        create("change@alias.example", "ann@alias.example");
        var changed = aliases.change(
                "change@alias.example", new AliasChange(List.of("dave@elsewhere.example", "bob@alias.example")));
        assertThat(changed.targets()).containsExactly("dave@elsewhere.example", "bob@alias.example");
        assertThat(aliases.get("change@alias.example")).isEqualTo(changed);
        assertThatThrownBy(() -> aliases.change("none@alias.example", new AliasChange(List.of("ann@alias.example"))))
                .isInstanceOf(MailboxException.NotFound.class);
        aliases.delete("change@alias.example");
        assertThatThrownBy(() -> aliases.get("change@alias.example")).isInstanceOf(MailboxException.NotFound.class);
        assertThatThrownBy(() -> aliases.delete("change@alias.example")).isInstanceOf(MailboxException.NotFound.class);
    }

    @Test
    void pagesFollowEachOther() {
        for (int i = 0; i < 5; i++) {
            create("Page" + i + "@alias.example", "ann@alias.example");
        }
        var all = new ArrayList<String>();
        String cursor = null;
        do {
            var page = aliases.list("alias.example", cursor, 2);
            page.items().forEach(alias -> all.add(alias.address()));
            cursor = page.next();
        } while (cursor != null);
        assertThat(all)
                .containsSubsequence(
                        "Page0@alias.example", "Page1@alias.example", "Page2@alias.example", "Page3@alias.example");
        assertThat(all).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"address": "x", "targets": ["ann@alias.example"]}                                         | address
            {"address": "x@elsewhere.example", "targets": ["ann@alias.example"]}                       |
            {"address": "x@alias.example", "targets": []}                                              | targets
            {"address": "x@alias.example"}                                                             | targets
            {"address": "x@alias.example", "targets": "ann@alias.example"}                             | targets
            {"address": "x@alias.example", "targets": [null]}                                          | targets[0]
            {"address": "x@alias.example", "targets": ["ann@alias.example", "nobody@alias.example"]}   | targets[1]
            {"address": "x@alias.example", "targets": ["not an address"]}                              | targets[0]
            {"address": "x@alias.example", "targets": ["a@[192.0.2.1]"]}                               | targets[0]
            {"address": "x@alias.example", "targets": ["x@alias.example"]}                             | targets[0]
            {"address": "x@alias.example", "targets": ["x+detail@alias.example"]}                      | targets[0]
            {"address": "ann@alias.example", "targets": ["bob@alias.example"]}                         |
            """)
    void aWrongAliasIsRefusedAndLeavesNothing(String json, String field) {
        var answer = new RawHttp(server.url(), MailboxServer.ADMIN_KEY).post("/v1/aliases", json);
        assertThat(answer.status()).isBetween(400, 499);
        assertThat(answer.problem().field()).isEqualTo(field);
        assertThatThrownBy(() -> aliases.get("x@alias.example")).isInstanceOf(MailboxException.NotFound.class);
    }

    @Test
    void aLoopIsRefusedWhereItWouldClose() {
        create("one@alias.example", "ann@alias.example");
        create("two@alias.example", "one@alias.example");
        create("three@alias.example", "two@alias.example", "bob@alias.example");
        assertThatThrownBy(() -> aliases.change(
                        "one@alias.example", new AliasChange(List.of("bob@alias.example", "three@alias.example"))))
                .isInstanceOfSatisfying(
                        MailboxException.Invalid.class,
                        it -> assertThat(it.field()).isEqualTo("targets[1]"));
        assertThat(aliases.get("one@alias.example").targets()).containsExactly("ann@alias.example");
    }

    @Test // RFC 6409, 6.1
    void whoGetsTheMailOfAnAddressMaySendAsIt() {
        var domains = server.client().api(DomainsApi.class);
        domains.create(NewDomain.aliasOf("sender.alias.example", "alias.example"));
        domains.create(NewDomain.aliasOf("off.alias.example", "alias.example"));
        domains.change("off.alias.example", DomainChange.enabled(false));
        var carol = server.createAccount("carol@alias.example", "correct horse");
        create("sales@alias.example", "carol@alias.example", "bob@alias.example");
        create("shop@alias.example", "sales@alias.example");
        create("kiosk@sender.alias.example", "carol@sender.alias.example");
        create("bob@sender.alias.example", "ann@alias.example");
        var senders = server.bean(SenderAddresses.class);
        assertThat(senders.of(carol))
                .startsWith("carol@alias.example")
                .containsExactlyInAnyOrder(
                        "carol@alias.example",
                        "carol@sender.alias.example",
                        "kiosk@sender.alias.example",
                        "sales@alias.example",
                        "sales@sender.alias.example",
                        "shop@alias.example",
                        "shop@sender.alias.example");
        // An alias there is another one's
        assertThat(senders.of(server.login("bob@alias.example", "correct horse").account()))
                .doesNotContain("bob@sender.alias.example");
        assertThat(senders.of(ann)).contains("bob@sender.alias.example", "ann@sender.alias.example");
    }
}
