package org.valija.imap;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.valija.mailbox.api.account.AccountChange;
import org.valija.mailbox.api.account.AccountsApi;
import org.valija.mailbox.api.account.WireLogOrder;
import org.valija.mailbox.api.account.WireLogsApi;
import org.valija.testkit.Conversation;
import org.valija.testkit.Eventually;

/** A user with sessions at two replicas of the service: each hears of what is done at the other, or to the account. */
class ReplicasTest {

    private static final String LOGIN = """
            S: * OK <any>
            C: a LOGIN {user} opensesame
            S: a OK <any>
            """;

    private static LiveImap other;

    private final ImapUser user = ImapUser.withQuota(1_000);
    private Conversation here;
    private Conversation there;

    @BeforeAll
    static void start() {
        other = new LiveImap(LiveImap.SHARED.mailboxes());
    }

    @AfterAll
    static void stop() {
        other.close();
    }

    @BeforeEach
    void selectAtBoth() {
        here = user.open();
        there = new ImapUser(other, user.address(), user.account()).open();
        here.play(LOGIN + """
                C: b CREATE work
                S: b OK <any>
                C: c SELECT work
                S: <lines>
                S: c OK <any>
                C: d IDLE
                S: + idling
                """);
        there.play(LOGIN);
    }

    @AfterEach
    void close() {
        here.close();
        there.close();
    }

    @Test
    void theWireLogIsKeptAtAll() {
        var wireLogs = user.imap().mailboxes().client().api(WireLogsApi.class);
        try (var wire = new WireLines()) {
            wireLogs.set(user.account(), new WireLogOrder(5));
            Eventually.eventuallyPasses("both log", () -> {
                here.play("""
                        C: DONE
                        S: d OK <any>
                        C: d IDLE
                        S: + idling
                        """);
                there.play("""
                        C: e NOOP
                        S: e OK <any>
                        """);
                assertThat(wire.all()).contains("C: d IDLE", "C: e NOOP");
            });
        }
    }

    @Test
    void newMailFlagsAndExpunges() {
        there.play("""
                C: b APPEND work {3+}
                C: abc
                S: b OK <any>
                """);
        here.play("""
                S: * 1 EXISTS
                S: * 1 RECENT
                """);
        there.play("""
                C: c SELECT work
                S: <lines>
                S: c OK <any>
                C: d STORE 1 +FLAGS.SILENT (\\Deleted)
                S: d OK <any>
                """);
        here.play("S: * 1 FETCH (UID 1 FLAGS (\\Deleted \\Recent))");
        there.play("""
                C: e EXPUNGE
                S: * 1 EXPUNGE
                S: e OK <any>
                """);
        here.play("""
                S: * 1 EXPUNGE
                C: DONE
                S: d OK <any>
                """);
    }

    @Test
    void mailboxRenamed() {
        there.play("""
                C: b RENAME work play
                S: b OK <any>
                C: c APPEND play {3+}
                C: abc
                S: c OK <any>
                """);
        here.play("""
                S: * 1 EXISTS
                S: * 1 RECENT
                C: DONE
                S: d OK <any>
                C: e SELECT work
                S: * OK [CLOSED] <any>
                S: e NO [NONEXISTENT] <any>
                """);
    }

    @Test
    void mailboxDeleted() {
        there.play("""
                C: b DELETE work
                S: b OK <any>
                """);
        here.play("""
                S: * BYE The selected mailbox was deleted
                S: <close>
                """);
    }

    @Test
    void quotaCrossed() {
        there.play("""
                C: b APPEND INBOX {900+}
                C: %s
                S: b OK <any>
                S: * OK [ALERT] Mailbox is <n> percent full
                """.formatted("a".repeat(900)));
        here.play("S: * OK [ALERT] Mailbox is <n> percent full");
    }

    @Test
    void accountDisabled() {
        change(AccountChange.enabled(false));
        for (var session : new Conversation[] {here, there}) {
            session.play("""
                    S: * BYE Account is disabled
                    S: <close>
                    """);
        }
    }

    @Test
    void passwordChanged() {
        change(AccountChange.password("another good one"));
        for (var session : new Conversation[] {here, there}) {
            session.play("""
                    S: * BYE Log in again
                    S: <close>
                    """);
        }
    }

    private void change(AccountChange change) {
        user.imap().mailboxes().client().api(AccountsApi.class).change(user.account(), change);
    }
}
