package org.valija.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.valija.mailbox.api.account.Alias;
import org.valija.mailbox.api.account.AliasesApi;
import org.valija.smtp.outbound.notice.NoticeReader;
import org.valija.testkit.Eventually;
import org.valija.testkit.TestSmtp;

/** Senders who ask for it are told that their message is in a mailbox here: RFC 3461, 4.1 and 5.2.3. */
class ConfirmationsTest {

    private static OutgoingSite site;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        site = new OutgoingSite();
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    /** The notice, as a program reads it that is not ours. */
    private List<String> read(String notice) throws IOException {
        return NoticeReader.read(folder, notice.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String awaitNotice(Inbox user) {
        Eventually.within(Duration.ofSeconds(60)).until("the notice is there", () -> user.size() > 0);
        return user.message();
    }

    @Test // RFC 3461, 4.1 to 4.4, 6.2; RFC 3464, 2.3.3
    void aUserHearsThatAnotherUserHasTheMessage() throws IOException {
        var ann = site.user("ann");
        var carl = site.user("carl");
        try (var smtp = TestSmtp.connectTls(site.gateway().port("submissions")).login(ann.address(), Inbox.PASSWORD)) {
            smtp.command("MAIL FROM:<" + ann.address() + "> RET=FULL ENVID=QQ314159");
            smtp.command("RCPT TO:<" + carl.address() + "> NOTIFY=SUCCESS,FAILURE ORCPT=rfc822;Carl@Old.example");
            smtp.command("DATA");
            assertThat(smtp.command("From: <" + ann.address() + ">\r\nSubject: to carl\r\n\r\nbody\r\n.")
                            .code())
                    .isEqualTo(250);
        }
        var lines = read(awaitNotice(ann));
        assertThat(lines)
                .contains(
                        "multipart/report delivery-status auto-replied",
                        "text/plain message/delivery-status text/rfc822-headers",
                        "  Original-Envelope-Id: QQ314159",
                        "  Original-Recipient: rfc822; Carl@Old.example",
                        "  Final-Recipient: rfc822; " + carl.address(),
                        "  Action: delivered",
                        "  Status: 2.0.0")
                .noneMatch(line -> line.contains("Remote-MTA") || line.contains("Diagnostic-Code"));
        // Of a message that arrived the header is enough: RFC 3461, 4.3
        assertThat(lines.getLast()).contains("Subject: to carl").doesNotContain("body");
        assertThat(carl.size()).isEqualTo(1);
        site.awaitStates(ann, "carl delivered 2.0.0");
        assertThat(site.events(ann)).isEmpty();
    }

    @Test // RFC 3461, 5.2.3; RFC 5321, 6.1
    void aStrangerHearsItFromTheNullReversePath() throws IOException {
        site.user("dora");
        var mx = site.server("elsewhere.example");
        site.gateway().mx().play("""
                S: 220 <any>
                C: EHLO client.elsewhere.example
                S: <lines>
                S: 250 <any>
                C: MAIL FROM:<bob@elsewhere.example> ENVID=S1
                S: 250 <any>
                C: RCPT TO:<dora@valija.example> NOTIFY=SUCCESS
                S: 250 <any>
                C: DATA
                S: 354 <any>
                C: From: bob@elsewhere.example
                C: Subject: from afar
                C:
                C: hello
                C: .
                S: 250 <any>
                C: QUIT
                S: 221 <any>
                """);
        Eventually.within(Duration.ofSeconds(60))
                .until("the notice is sent", () -> mx.taken().size() == 1);
        assertThat(mx.only().mail()).contains("MAIL FROM:<>");
        assertThat(mx.only().recipients()).containsExactly("RCPT TO:<bob@elsewhere.example>");
        assertThat(read(mx.only().text()))
                .contains("  Original-Envelope-Id: S1", "  Action: delivered")
                .noneMatch(line -> line.contains("Original-Recipient"));
    }

    @Test // RFC 2033, 4.2; RFC 3461, 5.2.3
    void whoHandsOverByLmtpIsConfirmedToo() throws IOException {
        site.user("emma");
        var fred = site.user("fred");
        site.gateway().lmtp().play("""
                S: 220 <any>
                C: LHLO front.valija.example
                S: <lines>
                S: 250 <any>
                C: MAIL FROM:<fred@valija.example>
                S: 250 <any>
                C: RCPT TO:<emma@valija.example> NOTIFY=SUCCESS
                S: 250 <any>
                C: DATA
                S: 354 <any>
                C: Subject: by LMTP
                C:
                C: hello
                C: .
                S: 250 <any>
                C: QUIT
                S: 221 <any>
                """);
        assertThat(read(awaitNotice(fred)))
                .contains("  Final-Recipient: rfc822; emma@valija.example", "  Action: delivered");
    }

    @Test // RFC 3461, 5.2.7.3
    void anAliasForSeveralElsewhereSaysThatItIsOne() throws IOException {
        var gina = site.user("gina");
        var mx = site.server("far.example").offering("DSN");
        site.mailboxes
                .client()
                .api(AliasesApi.class)
                .create(new Alias(
                        "team@valija.example",
                        List.of("hugo@far.example", site.user("ida").address())));
        try (var smtp = TestSmtp.connectTls(site.gateway().port("submissions")).login(gina.address(), Inbox.PASSWORD)) {
            smtp.command("MAIL FROM:<" + gina.address() + ">");
            smtp.command("RCPT TO:<team@valija.example> NOTIFY=SUCCESS");
            smtp.command("DATA");
            assertThat(smtp.command("From: <" + gina.address() + ">\r\n\r\nbody\r\n.")
                            .code())
                    .isEqualTo(250);
        }
        assertThat(read(awaitNotice(gina)))
                .contains("  Final-Recipient: rfc822; team@valija.example", "  Action: expanded");
        site.awaitStates(gina, "hugo delivered 2.0.0, team delivered 2.0.0");
        assertThat(mx.only().recipients()).containsExactly("RCPT TO:<hugo@far.example> NOTIFY=NEVER");
    }
}
