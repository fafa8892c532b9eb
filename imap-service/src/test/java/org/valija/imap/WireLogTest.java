package org.valija.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.valija.mailbox.api.account.WireLogOrder;
import org.valija.mailbox.api.account.WireLogsApi;
import org.valija.testkit.Eventually;

/** The wire log of one account. */
class WireLogTest {

    private final WireLines wire = new WireLines();
    private final List<String> lines = wire.all();
    private final ImapUser user = ImapUser.fresh().having("Subject: hidden\n\nnobody's business\n");
    private final WireLogsApi wireLogs = LiveImap.SHARED.mailboxes().client().api(WireLogsApi.class);

    @AfterEach
    void forget() {
        wire.close();
    }

    @Test
    void isSwitchedOnAndOffInOpenSessions() {
        try (var conversation = user.open()) {
            conversation.play("""
                    S: * OK <any>
                    C: a LOGIN {user} opensesame
                    S: a OK <any>
                    C: b NOOP
                    S: b OK <any>
                    """);
            assertThat(lines).noneMatch(line -> line.contains("NOOP"));

            wireLogs.set(user.account(), new WireLogOrder(5));
            Eventually.eventuallyPasses("the wire log follows", () -> {
                conversation.play("""
                        C: c CAPABILITY
                        S: <lines>
                        S: c OK <any>
                        """);
                assertThat(lines).contains("C: c CAPABILITY");
            });
            conversation.play("""
                    C: d SELECT INBOX
                    S: <lines>
                    S: d OK <any>
                    C: e FETCH 1 BODY[]
                    S: <lines>
                    S: e OK <any>
                    C: f APPEND INBOX {14+}
                    C: secret: sesame
                    S: <lines>
                    S: f OK <any>
                    """);
            assertThat(lines)
                    .contains("C: e FETCH 1 BODY[]", "S: e OK FETCH completed", "C: <14 octets>")
                    .noneMatch(line -> line.contains("business") || line.contains("sesame"));

            wireLogs.delete(user.account());
            Eventually.eventuallyPasses("the wire log follows", () -> {
                lines.clear();
                conversation.play("""
                        C: g NOOP
                        S: <lines>
                        S: g OK <any>
                        """);
                assertThat(lines).isEmpty();
            });
        }
    }

    @Test
    void otherAccountsAndPasswordsAreNotInIt() {
        wireLogs.set(user.account(), new WireLogOrder(5));
        ImapUser.fresh().playLoggedIn("""
                C: b NOOP
                S: b OK <any>
                """);
        assertThat(lines).isEmpty();

        user.playLoggedIn("""
                C: b LOGIN {user} opensesame
                S: b BAD <any>
                C| c  login\\x09{user} opensesame\\x0d\\x0a
                S: c BAD <any>
                C: d authenticate plain opensesame
                S: d BAD <any>
                """);
        assertThat(lines)
                .contains("C: b LOGIN <secret>", "C: c  login <secret>", "C: d authenticate plain <secret>")
                .noneMatch(line -> line.contains("opensesame"));
    }
}
