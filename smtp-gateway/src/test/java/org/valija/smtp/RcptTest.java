package org.valija.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.valija.mailbox.api.account.AccountChange;
import org.valija.mailbox.api.account.AccountsApi;
import org.valija.mailbox.testing.MailboxServer;
import org.valija.testkit.TestPostgres;

/** Who is accepted as a recipient, and that nobody is relayed for. */
class RcptTest {

    @BeforeAll
    static void users() {
        Inbox.create("ann@rcpt.example");
        Inbox.create("\"ann b\"@rcpt.example");
        Gateway.mailboxes().createAccount("small@rcpt.example", Inbox.PASSWORD, 1_000);
        var disabled = Gateway.mailboxes().createAccount("gone@rcpt.example", Inbox.PASSWORD);
        Gateway.mailboxes().client().api(AccountsApi.class).change(disabled, AccountChange.enabled(false));
    }

    @Test // RFC 5321, 3.3
    void saysForEachRecipientWhetherItWouldBeDelivered() {
        Gateway.shared().mx().play("""
                S: 220 <any>
                C: EHLO client.example.org
                S: <lines>
                S: 250 STARTTLS
                C: MAIL FROM:<bob@elsewhere.example> SIZE=2000
                S: 250 2.1.0 Sender OK
                C: RCPT TO:<ann@rcpt.example>
                S: 250 2.1.5 Recipient OK
                C: RCPT TO:<nobody@rcpt.example>
                S: 550 5.1.1 No such mailbox here
                C: RCPT TO:<small@rcpt.example>
                S: 452 4.2.2 Mailbox full
                C: RCPT TO:<gone@rcpt.example>
                S: 550 5.7.1 Delivery not permitted
                C: RCPT TO:<somebody@elsewhere.example>
                S: 550 5.7.1 Relaying denied
                C: RCPT TO:<ann@rcpt.example> RRVS=2014-04-03T23:01:00Z
                S: 555 5.5.4 Expected parameter that was offered
                C: RCPT TO:<ann@rcpt.example>
                S: 250 2.1.5 Recipient OK
                """);
    }

    @ParameterizedTest // RFC 5321, 3.6.1, 4.1.2 and Appendix C; the tricks by which relays were abused
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', textBlock = """
            <ann@rcpt.example>                                | 250 2.1.5
            <ANN@RCPT.EXAMPLE>                                | 250 2.1.5
            <"ann"@rcpt.example>                              | 250 2.1.5
            <"a\\nn"@rcpt.example>                            | 250 2.1.5
            <"ann b"@rcpt.example>                            | 250 2.1.5
            <@elsewhere.example:ann@rcpt.example>             | 250 2.1.5
            <@elsewhere.example,@other.example:ann@rcpt.example> | 250 2.1.5
            <eve@elsewhere.example>                           | 550 5.7.1
            <@rcpt.example:eve@elsewhere.example>             | 550 5.7.1
            <@mail.example.com:eve@elsewhere.example>         | 550 5.7.1
            <eve%elsewhere.example@rcpt.example>              | 550 5.1.1
            <eve%elsewhere.example@mail.example.com>          | 550 5.7.1
            <eve%elsewhere.example@[127.0.0.1]>               | 550 5.7.1
            <ann@[127.0.0.1]>                                 | 550 5.7.1
            <ann@[IPv6:::1]>                                  | 550 5.7.1
            <elsewhere.example!eve@rcpt.example>              | 550 5.1.1
            <rcpt.example!elsewhere.example!eve@rcpt.example> | 550 5.1.1
            <"eve@elsewhere.example"@rcpt.example>            | 550 5.1.1
            <"eve%elsewhere.example"@rcpt.example>            | 550 5.1.1
            <ann@elsewhere.example@rcpt.example>              | 501 5.1.3
            <ann@rcpt.example@elsewhere.example>              | 501 5.1.3
            <eve%elsewhere.example>                           | 501 5.1.3
            <elsewhere.example!eve>                           | 501 5.1.3
            <eve@elsewhere.example,ann@rcpt.example>          | 501 5.1.3
            <"eve@elsewhere.example">                         | 501 5.1.3
            <ann@rcpt.example.>                               | 501 5.1.3
            <ann@127.0.0.1>                                   | 550 5.7.1
            <ann>                                             | 501 5.1.3
            ann@rcpt.example                                  | 501 5.1.3
            """)
    void neverRelays(String path, String reply) {
        Gateway.shared().mx().play("""
                S: 220 <any>
                C: HELO client.example.org
                S: 250 <any>
                C: MAIL FROM:<bob@elsewhere.example>
                S: 250 <any>
                C: RCPT TO:%s
                S: %s <any>
                """.formatted(path, reply));
    }

    @Test // RFC 5321, 4.5.1
    void knowsPostmasterWithoutDomain() {
        try (var mailboxes =
                MailboxServer.on(TestPostgres.database(), "mailbox.accounts.postmaster=ann@rcpt.example")) {
            var ann = Inbox.create(mailboxes, "ann@rcpt.example");
            try (var gateway = Gateway.before(mailboxes)) {
                gateway.mx().play("""
                        S: 220 <any>
                        C: HELO client.example.org
                        S: 250 <any>
                        C: MAIL FROM:<>
                        S: 250 <any>
                        C: RCPT TO:<Postmaster>
                        S: 250 2.1.5 Recipient OK
                        C: DATA
                        S: 354 <any>
                        C: .
                        S: 250 2.0.0 Stored as <any>
                        """);
                assertThat(ann.message()).contains("\r\n\tfor <postmaster>\r\n");
            }
        }
    }

    @Test // RFC 5321, 4.5.3.1.10
    void takesAsManyRecipientsAsAreSet() {
        var rcpts = IntStream.rangeClosed(1, 100)
                .mapToObj(i -> "C: RCPT TO:<many%d@rcpt.example>\nS: 250 2.1.5 Recipient OK\n".formatted(i))
                .collect(Collectors.joining());
        IntStream.rangeClosed(1, 101).forEach(i -> Inbox.create("many%d@rcpt.example".formatted(i)));
        try (var gateway = Gateway.before(Gateway.mailboxes(), "smtp.message.recipients=100")) {
            gateway.mx().play("""
                    S: 220 <any>
                    C: HELO client.example.org
                    S: 250 <any>
                    C: MAIL FROM:<bob@elsewhere.example>
                    S: 250 <any>
                    """ + rcpts + """
                C: RCPT TO:<many101@rcpt.example>
                S: 452 4.5.3 Too many recipients; send the rest in another transaction
                C: DATA
                S: 354 <any>
                C: .
                S: 250 2.0.0 Stored as <any>
                """);
        }
    }
}
