package org.valija.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.valija.mailbox.api.account.Alias;
import org.valija.mailbox.api.account.AliasesApi;
import org.valija.mailbox.api.account.DomainsApi;
import org.valija.mailbox.api.account.GrantedSenders;
import org.valija.mailbox.api.account.GrantedSendersApi;
import org.valija.mailbox.api.account.NewDomain;
import org.valija.testkit.TestSmtp;

/** What becomes of a message that a user's program made: RFC 6409, 6 and 8. */
class SubmissionTest {

    private static Inbox ann;
    private static Inbox ben;

    @BeforeAll
    static void users() {
        ann = Inbox.create("ann@submission.example");
        ben = Inbox.create("ben@submission.example");
        var admin = Gateway.mailboxes().client();
        admin.api(DomainsApi.class).create(NewDomain.aliasOf("also.submission.example", "submission.example"));
        admin.api(DomainsApi.class).create(NewDomain.aliasOf("xn--mnchen-3ya.example", "submission.example"));
        admin.api(AliasesApi.class)
                .create(new Alias("sales@submission.example", List.of(ann.address(), ben.address())));
        var account = Gateway.mailboxes().login(ann.address(), Inbox.PASSWORD).account();
        admin.api(GrantedSendersApi.class).set(account, new GrantedSenders(List.of("Boss@submission.example")));
    }

    @Test // RFC 6409, 8; RFC 5322, 3.6.3
    void addsWhatIsMissingTakesOutBlindCopiesAndChangesNothingElse() {
        var before = ben.size();
        assertThat(submit("""
                From: "Ann, of course" <Ann@Submission.Example>
                BCC: secret@submission.example,
                 more@submission.example
                Subject:  two  spaces\t
                bcc : third@submission.example
                X-Empty:

                Bcc: in the body
                """)).isEqualTo(250);
        var stored = ben.messages().get(before);
        assertThat(stored)
                .endsWith("\r\nMIME-Version: 1.0\r\n" + crlf("""
                        From: "Ann, of course" <Ann@Submission.Example>
                        Subject:  two  spaces\t
                        X-Empty:

                        Bcc: in the body
                        """))
                .containsOnlyOnce("\r\nDate: ")
                .containsOnlyOnce("\r\nMessage-ID: <");
    }

    @Test
    void leavesAWholeHeaderAsItIs() {
        var before = ben.size();
        var message = """
                MIME-Version: 1.0
                Date: Sat, 21 Nov 2026 10:00:00 +0000
                Message-ID: <1@submission.example>
                From: ann@submission.example

                body
                """;
        assertThat(submit(message)).isEqualTo(250);
        assertThat(ben.messages().get(before))
                .matches("(?s)Return-Path: .*\\+0000\r\n" + crlf(message).replace("+", "\\+"));
    }

    @ParameterizedTest // RFC 6409, 6.1
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', textBlock = """
            From: ann@submission.example                                     | 250
            From: Ann (me) <"ann"@SUBMISSION.example>                        | 250
            From: =?utf-8?q?J=C3=B6rg?= <ann@submission.example>             | 250
            From: ann@submission.example^Sender: ann@submission.example      | 250
            Reply-To: eve@elsewhere.example^From: ann@submission.example     | 250
            From: sales@submission.example                                   | 250
            From: ann@also.submission.example                                | 250
            From: ann@münchen.example                                        | 250
            From: Ann@München.Example                                        | 250
            From: ann@xn--mnchen-3ya.example                                 | 250
            From: Ann+Shop@submission.example                                | 250
            From: sales+x@submission.example                                 | 250
            From: ann+@submission.example                                    | 553
            From: ann+x@elsewhere.example                                    | 553
            From: ann-x@submission.example                                   | 553
            From: ben+x@submission.example                                   | 553
            From: boss@submission.example                                    | 250
            From: ben@münchen.example                                        | 553
            From: ann@büch.example                                           | 553
            From: ben@submission.example                                     | 553
            From: ben@also.submission.example                                | 553
            From: eve@elsewhere.example                                      | 553
            From: ann@submission.example, eve@elsewhere.example              | 553
            From: ann@submission.example^From: eve@elsewhere.example         | 553
            from : eve@elsewhere.example                                     | 553
            From: "ann@submission.example" <eve@elsewhere.example>           | 553
            From: ann@submission.example <eve@elsewhere.example>             | 553
            From: friends: ann@submission.example, eve@elsewhere.example;    | 553
            From:^ eve@elsewhere.example                                     | 553
            From: ann@submission.example^Sender: eve@elsewhere.example       | 553
            From: ann@submission.example^Resent-From: eve@elsewhere.example  | 553
            From: eve                                                        | 553
            """)
    void everyAuthorIsTheUser(String header, int code) {
        assertThat(submit(header.replace("^", "\n") + "\n\nbody\n")).isEqualTo(code);
    }

    private static int submit(String message) {
        try (var smtp =
                TestSmtp.connectTls(Gateway.shared().port("submissions")).login(ann.address(), Inbox.PASSWORD)) {
            return smtp.send(ann.address(), ben.address(), crlf(message).getBytes(StandardCharsets.UTF_8))
                    .data()
                    .code();
        }
    }

    private static String crlf(String text) {
        return text.replace("\n", "\r\n");
    }
}
