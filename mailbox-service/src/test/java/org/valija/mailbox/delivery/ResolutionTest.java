package org.valija.mailbox.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.valija.mailbox.api.account.AccountChange;
import org.valija.mailbox.api.account.AccountsApi;
import org.valija.mailbox.api.account.Alias;
import org.valija.mailbox.api.account.AliasesApi;
import org.valija.mailbox.api.account.DomainChange;
import org.valija.mailbox.api.account.DomainsApi;
import org.valija.mailbox.api.account.NewDomain;
import org.valija.mailbox.testing.MailboxServer;
import org.valija.mailbox.testing.TestUser;

/** Where mail for an address goes, each way in its order: seen by delivering to it. */
class ResolutionTest {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static Post post;

    @BeforeAll
    static void start() {
        var server = MailboxServer.shared();
        post = new Post(server);
        var domains = server.client().api(DomainsApi.class);
        var ann = TestUser.create(server, "Ann@way.example", 0);
        for (var name : List.of("bills", "Work", "Work/2026", "Ärger", "twice", "Twice")) {
            ann.create(name);
        }
        TestUser.create(server, "bob@way.example", 0).create("bills");
        TestUser.create(server, "ann+exact@way.example", 0);
        TestUser.create(server, "a+b@way.example", 0).create("c");
        TestUser.create(server, "rest@way.example", 0);
        TestUser.create(server, "jean-luc@minus.example", 0).create("bills");
        TestUser.create(server, "ren\u00e9@way.example", 0);
        TestUser.create(server, "gone@way.example", 0);
        server.client()
                .api(AccountsApi.class)
                .change(server.login("gone@way.example", "correct horse").account(), AccountChange.enabled(false));
        domains.change("minus.example", new DomainChange(null, null, null, null, "-", null, null, null));
        domains.create(NewDomain.aliasOf("also.way.example", "way.example"));
        domains.create(NewDomain.aliasOf("b\u00fccher.way.example", "way.example"));
        domains.create(NewDomain.aliasOf("off.way.example", "way.example"));
        domains.change("off.way.example", DomainChange.enabled(false));
        server.createAccount("ann@closed.example", "correct horse");
        domains.change("closed.example", DomainChange.enabled(false));
        server.createAccount("ann@plain.example", "correct horse");
        domains.change("plain.example", new DomainChange(null, null, null, false, null, null, null, null));
        domains.create(new NewDomain("catch.example", null, "rest@way.example", null, null, null, null, null));
        server.createAccount("known@catch.example", "correct horse");
        domains.create(NewDomain.aliasOf("also.catch.example", "catch.example"));
        alias("office@way.example", "ANN@way.example", "bob@way.example");
        alias("all@way.example", "office@way.example", "rest@way.example", "ann+bills@way.example");
        alias("out@way.example", "Carol.C@Elsewhere.Example");
        alias("mixed@way.example", "ann@way.example", "dave@elsewhere.example", "office@way.example");
        alias("mixed-gone@way.example", "gone@way.example", "dave@elsewhere.example");
        alias("to-bills@way.example", "ann+bills@way.example");
        alias("over@way.example", "bob@also.way.example");
        alias("closed@way.example", "ann@closed.example");
        alias("own@also.way.example", "bob@way.example");
        alias("bob@also.way.example", "ann@way.example");
    }

    private static void alias(String address, String... targets) {
        MailboxServer.shared().client().api(AliasesApi.class).create(new Alias(address, List.of(targets)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # an account, in any case, quoted without need, composed or not
            ann@way.example                 | Ann@way.example/INBOX
            ANN@WAY.EXAMPLE                 | Ann@way.example/INBOX
            "ann"@way.example               | Ann@way.example/INBOX
            ren\u00e9@way.example           | ren\u00e9@way.example/INBOX
            REN\u00c9@way.example           | ren\u00e9@way.example/INBOX
            rene\u0301@way.example          | ren\u00e9@way.example/INBOX
            # an account comes before a sub-address
            ann+exact@way.example           | ann+exact@way.example/INBOX
            # aliases: several targets, chained, elsewhere; nobody twice
            office@way.example              | Ann@way.example/INBOX, bob@way.example/INBOX
            all@way.example                 | Ann@way.example/INBOX, bob@way.example/INBOX, rest@way.example/INBOX
            out@way.example                 | > Carol.C@elsewhere.example
            mixed@way.example               | Ann@way.example/INBOX, bob@way.example/INBOX, > dave@elsewhere.example
            mixed-gone@way.example          | > dave@elsewhere.example
            over@way.example                | Ann@way.example/INBOX
            # another name of a domain, in U-labels and A-labels; an alias of its own comes first there
            ann@also.way.example            | Ann@way.example/INBOX
            ann@b\u00fccher.way.example     | Ann@way.example/INBOX
            ann@xn--bcher-kva.way.example   | Ann@way.example/INBOX
            office@also.way.example         | Ann@way.example/INBOX, bob@way.example/INBOX
            own@also.way.example            | bob@way.example/INBOX
            bob@also.way.example            | Ann@way.example/INBOX
            ann+bills@also.way.example      | Ann@way.example/bills
            own+bills@also.way.example      | bob@way.example/bills
            ann+exact@also.way.example      | ann+exact@way.example/INBOX
            # sub-addresses: the mailbox in any case, INBOX if there is none, never one with a special use
            ann+bills@way.example           | Ann@way.example/bills
            ANN+BILLS@way.example           | Ann@way.example/bills
            ann+work@way.example            | Ann@way.example/Work
            ann+work/2026@way.example       | Ann@way.example/Work/2026
            ann+\u00c4RGER@way.example      | Ann@way.example/\u00c4rger
            ann+twice@way.example           | Ann@way.example/twice
            ann+none@way.example            | Ann@way.example/INBOX
            ann+@way.example                | Ann@way.example/INBOX
            ann+inbox@way.example           | Ann@way.example/INBOX
            ann+sent@way.example            | Ann@way.example/INBOX
            ann+bills+x@way.example         | Ann@way.example/INBOX
            a+b+c@way.example               | a+b@way.example/c
            jean-luc-bills@minus.example    | jean-luc@minus.example/bills
            jean-luc+bills@minus.example    | NotFound
            # an alias passes the detail on, unless its target has one
            office+bills@way.example        | Ann@way.example/bills, bob@way.example/bills
            to-bills@way.example            | Ann@way.example/bills
            to-bills+work@way.example       | Ann@way.example/bills
            out+bills@way.example           | > Carol.C@elsewhere.example
            # what nobody has
            anybody@catch.example           | rest@way.example/INBOX
            anybody@also.catch.example      | rest@way.example/INBOX
            known@catch.example             | known@catch.example/INBOX
            known+x@catch.example           | known@catch.example/INBOX
            nobody@way.example              | NotFound
            nobody+ann@way.example          | NotFound
            ann+bills@plain.example         | NotFound
            +ann@way.example                | NotFound
            # what is switched off
            gone@way.example                | NotPermitted
            ann@closed.example              | NotPermitted
            nobody@closed.example           | NotPermitted
            ann@off.way.example             | NotPermitted
            closed@way.example              | NotPermitted
            # others' domains, and what is no address
            ann@elsewhere.example           | NotFound
            ann                             | Invalid
            ann@                            | Invalid
            @way.example                    | Invalid
            ann@@way.example                | Invalid
            ann bob@way.example             | Invalid
            ann.@way.example                | Invalid
            ann\u0085@way.example           | Invalid
            ann@way..example                | Invalid
            ann@[192.0.2.1]                 | Invalid
            """, quoteCharacter = '`')
    void mailGoesTo(String address, String expected) {
        var subject = "way " + NUMBER.incrementAndGet();
        var report = post.deliver("Subject: " + subject + "\r\n\r\nhello\r\n", address);
        var copies = post.copies(subject);
        assertThat(copies.isEmpty() ? Post.outcomes(report).getFirst() : String.join(", ", copies))
                .isEqualTo(expected);
        assertThat(Post.outcomes(report).getFirst().equals("OK")).isEqualTo(!copies.isEmpty());
    }
}
