package org.valija.pop3;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.valija.mailbox.api.UidSet;
import org.valija.mailbox.api.account.AccountChange;
import org.valija.mailbox.api.account.AccountsApi;
import org.valija.mailbox.api.mailbox.MailboxStatus;
import org.valija.mailbox.api.mailbox.MailboxesApi;
import org.valija.mailbox.api.maildrop.MaildropPoliciesApi;
import org.valija.mailbox.api.maildrop.MaildropPolicy;
import org.valija.mailbox.api.maildrop.MaildropPolicy.Deletion;
import org.valija.mailbox.api.message.CopyRequest;
import org.valija.mailbox.api.message.MessagesApi;
import org.valija.mailbox.security.ServiceName;
import org.valija.testkit.Eventually;

/** What the store is told at QUIT, and what it tells a session. */
class PolicyTest {

    private static final String TWO_MESSAGES_ONE_DELETED = """
            C: RETR 1
            S: +OK <n> octets
            S: <lines>
            S: .
            C: RETR 2
            S: +OK <n> octets
            S: <lines>
            S: .
            C: TOP 3 0
            S: +OK <any>
            S: <lines>
            S: .
            C: DELE 2
            S: +OK message 2 deleted
            """;

    private final LivePop3 pop3 = LivePop3.shared();
    private final LivePop3.Owner owner = pop3.owner("Subject: a\n\nb", "Subject: c\n\nd", "Subject: e\n\nf");

    private void say(Deletion deletion, Boolean markRead) {
        pop3.mailbox()
                .client()
                .api(MaildropPoliciesApi.class)
                .setOfAccount(owner.account(), new MaildropPolicy(deletion, markRead, null, null));
    }

    private MailboxStatus status(String mailbox) {
        var user = pop3.mailbox().login(owner.address(), LivePop3.PASSWORD);
        return pop3.mailbox()
                .client(ServiceName.IMAP)
                .api(MailboxesApi.class)
                .status(user.token(), user.account(), List.of(mailbox))
                .getFirst();
    }

    @Test
    void aCopyIsKeptAndWhatWasRetrievedIsRead() {
        say(Deletion.TRASH, true);
        pop3.playLoggedIn(owner, TWO_MESSAGES_ONE_DELETED + "C: QUIT\nS: +OK bye\nS: <close>\n");
        assertThat(status("INBOX").messages()).isEqualTo(2);
        assertThat(status("INBOX").unseen()).isEqualTo(1);
        assertThat(status("Trash").messages()).isEqualTo(1);
        assertThat(status("Trash").unseen()).isZero();
    }

    @Test // RFC 1939, 6
    void withoutQuitNothingIsReadNorDeleted() {
        say(Deletion.EXPUNGE, true);
        pop3.playLoggedIn(owner, TWO_MESSAGES_ONE_DELETED);
        assertThat(status("INBOX").messages()).isEqualTo(3);
        assertThat(status("INBOX").unseen()).isEqualTo(3);
    }

    @Test
    void readingLeavesNoTraceWhereNobodyWantsIt() {
        pop3.playLoggedIn(owner, TWO_MESSAGES_ONE_DELETED + "C: QUIT\nS: +OK bye\nS: <close>\n");
        assertThat(status("INBOX").messages()).isEqualTo(2);
        assertThat(status("INBOX").unseen()).isEqualTo(2);
        assertThat(status("Trash").messages()).isZero();
    }

    @Test // RFC 1939, 11: sizes are what RETR sends
    void aMessageWithoutFinalCrlfIsAsLongAsItIsSent() {
        pop3.append(owner, "Subject: x\r\n\r\nno end");
        pop3.append(owner, "Subject: x");
        pop3.append(owner, "");
        pop3.playLoggedIn(owner, """
                C: LIST 4
                S: +OK 4 22
                C: RETR 4
                S: +OK 22 octets
                S: Subject: x
                S:
                S: no end
                S: .
                C: TOP 4 1
                S: +OK top of message follows
                S: Subject: x
                S:
                S: no end
                S: .
                C: LIST 5
                S: +OK 5 12
                C: RETR 5
                S: +OK 12 octets
                S: Subject: x
                S: .
                C: TOP 5 9
                S: +OK top of message follows
                S: Subject: x
                S: .
                C: LIST 6
                S: +OK 6 0
                C: RETR 6
                S: +OK 0 octets
                S: .
                C: TOP 6 1
                S: +OK top of message follows
                S: .
                C: STAT
                S: +OK 6 85
                """);
    }

    @Test
    void aDisabledAccountClosesItsSessionAtOnce() {
        var accounts = pop3.mailbox().client().api(AccountsApi.class);
        try (var conversation = pop3.transcript(owner).open()) {
            conversation.play("""
                    S: +OK <any>
                    C: USER {user}
                    S: +OK <any>
                    C: PASS {pass}
                    S: +OK <any>
                    C: DELE 1
                    S: +OK message 1 deleted
                    """);
            accounts.change(owner.account(), AccountChange.enabled(false));
            // Long before the lease would have to be renewed
            conversation.play("""
                    S: -ERR [SYS/PERM] account is disabled
                    S: <close>
                    """);
        }
        accounts.change(owner.account(), AccountChange.enabled(true));
        assertThat(status("INBOX").messages()).isEqualTo(3);
    }

    @Test
    void aMessageOnItsWayIsCutOffWhenTheAccountIsDisabled() {
        pop3.deliver(
                owner,
                ("Subject: large\r\n\r\n" + ("x".repeat(998) + "\r\n").repeat(40_000))
                        .getBytes(StandardCharsets.US_ASCII));
        var accounts = pop3.mailbox().client().api(AccountsApi.class);
        try (var conversation = pop3.transcript(owner).open()) {
            conversation.play("""
                    S: +OK <any>
                    C: USER {user}
                    S: +OK <any>
                    C: PASS {pass}
                    S: +OK <any>
                    C: RETR 4
                    S: +OK <n> octets
                    """);
            var client = conversation.client(1);
            client.read(100_000);
            accounts.change(owner.account(), AccountChange.enabled(false));
            // Whoever reads slowly has time for the news to arrive
            Eventually.eventually("the lease is gone", () -> pop3.isFree(owner));
            assertThat(client.readToClose().length).isLessThan(39_000_000);
        }
    }

    @Test
    void aChangedPasswordEndsTheSessionsOfTheOldOne() {
        var accounts = pop3.mailbox().client().api(AccountsApi.class);
        try (var conversation = pop3.transcript(owner).open()) {
            conversation.play("""
                    S: +OK <any>
                    C: USER {user}
                    S: +OK <any>
                    C: PASS {pass}
                    S: +OK <any>
                    """);
            accounts.change(owner.account(), AccountChange.quota(1_000_000L, null));
            conversation.play("C: NOOP\nS: +OK nothing done\n");
            accounts.change(owner.account(), AccountChange.password("another one altogether"));
            conversation.play("""
                    S: -ERR [SYS/TEMP] session has ended, log in again
                    S: <close>
                    """);
        }
    }

    @Test // RFC 1939, 7
    void uniqueIdsSurviveRestartsAndMoves() {
        var before = pop3.maildrop(owner);
        var user = pop3.mailbox().login(owner.address(), LivePop3.PASSWORD);
        var messages = pop3.mailbox().client(ServiceName.IMAP).api(MessagesApi.class);
        messages.move(
                user.token(), user.account(), status("INBOX").id(), new CopyRequest(UidSet.parse("1:3"), "Archive"));
        assertThat(pop3.maildrop(owner)).contains("+OK 0 0");
        messages.move(
                user.token(), user.account(), status("Archive").id(), new CopyRequest(UidSet.parse("1:3"), "INBOX"));
        assertThat(pop3.maildrop(owner)).isEqualTo(before);
    }
}
