package org.valija.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.valija.mailbox.api.account.AccountChange;
import org.valija.mailbox.api.account.AccountsApi;
import org.valija.mailbox.api.livesession.LiveSessionsApi;
import org.valija.testkit.Conversation;
import org.valija.testkit.Eventually;

/** Two clients of one user on one mailbox, and what each learns of the other: RFC 9051, 5.2 and 7.5.1. */
class SessionsTest {

    private final ImapUser user = ImapUser.fresh();

    /** Both clients have selected INBOX. */
    private Conversation both(String... messages) {
        user.having(messages);
        var conversation = user.open();
        conversation.play("""
                S: * OK <any>
                C: a LOGIN {user} opensesame
                S: a OK <any>
                C: b SELECT INBOX
                S: <lines>
                S: b OK <any>
                S2: * OK <any>
                C2: a LOGIN {user} opensesame
                S2: a OK <any>
                C2: b SELECT INBOX
                S2: <lines>
                S2: b OK <any>
                """);
        return conversation;
    }

    @Test
    void noopTellsWhatOthersDid() {
        try (var conversation = both("a: 1\n\n", "a: 2\n\n", "a: 3\n\n")) {
            conversation.play("""
                    C: c STORE 2 +FLAGS.SILENT (\\Flagged)
                    S: c OK <any>
                    C: d STORE 1 +FLAGS.SILENT (\\Deleted)
                    S: d OK <any>
                    C: e EXPUNGE
                    S: * 1 EXPUNGE
                    S: e OK <any>
                    C: f APPEND INBOX {4+}
                    C: a: b
                    S: * 3 EXISTS
                    S: * <n> RECENT
                    S: f OK <any>
                    C2: c NOOP
                    S2: * 1 EXPUNGE
                    S2: * 3 EXISTS
                    S2: * 1 RECENT
                    S2: * 1 FETCH (UID 2 FLAGS (\\Flagged))
                    S2: c OK <any>
                    C2: d NOOP
                    S2: d OK <any>
                    """);
        }
    }

    @Test // RFC 9051, 7.5.1: no EXPUNGE during FETCH, STORE, SEARCH; sequence numbers stay
    void sequenceNumbersStayUntilExpungeIsTold() {
        try (var conversation = both("a: 1\n\n", "a: 2\n\n", "a: 3\n\n")) {
            conversation.play("""
                    C: c STORE 1 +FLAGS.SILENT (\\Deleted)
                    S: c OK <any>
                    C: d EXPUNGE
                    S: * 1 EXPUNGE
                    S: d OK <any>
                    C2: c FETCH 3 (UID FLAGS)
                    S2: * 3 FETCH (UID 3 FLAGS ())
                    S2: c OK <any>
                    C2: d STORE 2 +FLAGS (\\Seen)
                    S2: * 2 FETCH (FLAGS (\\Seen))
                    S2: d OK <any>
                    C2: e SEARCH ALL
                    S2: * SEARCH 2 3
                    S2: e OK <any>
                    C2: f FETCH 1:3 (FLAGS)
                    S2: * 2 FETCH (FLAGS (\\Seen))
                    S2: * 3 FETCH (FLAGS ())
                    S2: f NO [EXPUNGEISSUED] <any>
                    C2: i STORE 1,3 +FLAGS.SILENT (\\Answered)
                    S2: i NO [EXPUNGEISSUED] <any>
                    C2: g UID FETCH 3 (FLAGS)
                    S2: * 3 FETCH (UID 3 FLAGS (\\Answered))
                    S2: * 1 EXPUNGE
                    S2: g OK <any>
                    C2: h FETCH 2 (UID)
                    S2: * 2 FETCH (UID 3)
                    S2: h OK <any>
                    """);
        }
    }

    @Test // RFC 2177, 3
    void idleIsPushed() {
        try (var conversation = both("a: 1\n\n", "a: 2\n\n")) {
            conversation.play("""
                    C2: c IDLE
                    S2: + idling
                    C: c STORE 1 +FLAGS.SILENT (\\Seen)
                    S: c OK <any>
                    S2: * 1 FETCH (UID 1 FLAGS (\\Seen))
                    C: d APPEND INBOX {4+}
                    C: a: b
                    S: * 3 EXISTS
                    S: * <n> RECENT
                    S: d OK <any>
                    S2: * 3 EXISTS
                    S2: * 1 RECENT
                    C: e MOVE 2 Trash
                    S: * OK [COPYUID <any>] <any>
                    S: * 2 EXPUNGE
                    S: e OK <any>
                    S2: * 2 EXPUNGE
                    C2: DONE
                    S2: c OK IDLE terminated
                    C2: d IDLE
                    S2: + idling
                    C2: nonsense
                    S2: d BAD <any>
                    C2: e IDLE
                    S2: + idling
                    C2: done
                    S2: e OK <any>
                    """);
        }
    }

    @Test
    void idleWithoutAMailbox() {
        user.playLoggedIn("""
                C: b IDLE
                S: + idling
                C: DONE
                S: b OK IDLE terminated
                """);
    }

    @Test
    void idleHearsOfWhatHappenedJustBefore() {
        try (var conversation = both("a: 1\n\n")) {
            conversation.play("""
                    C: c STORE 1 +FLAGS.SILENT (\\Seen)
                    S: c OK <any>
                    C2: c IDLE
                    S2: + idling
                    S2: * 1 FETCH (UID 1 FLAGS (\\Seen))
                    C2: DONE
                    S2: c OK <any>
                    """);
        }
    }

    @Test // RFC 3501, 2.3.2: one session alone is told that a message is recent
    void recentToTheFirst() {
        try (var conversation = both("a: 1\n\n")) {
            conversation.play("""
                    C: c FETCH 1 FLAGS
                    S: * 1 FETCH (FLAGS (\\Recent))
                    S: c OK <any>
                    C2: c FETCH 1 FLAGS
                    S2: * 1 FETCH (FLAGS ())
                    S2: c OK <any>
                    """);
        }
    }

    @Test
    void mailboxRenamedUnderASession() {
        user.playLoggedIn("""
                C: b CREATE one
                S: b OK <any>
                C: c SELECT one
                S: <lines>
                S: c OK <any>
                C2: a LOGIN {user} opensesame
                S2: * OK <any>
                S2: a OK <any>
                C2: b RENAME one two
                S2: b OK <any>
                C: d NOOP
                S: d OK <any>
                C2: c APPEND two {4+}
                C2: a: b
                S2: c OK <any>
                C: e NOOP
                S: * 1 EXISTS
                S: * 1 RECENT
                S: e OK <any>
                """);
    }

    @Test
    void mailboxDeletedUnderASession() {
        user.playLoggedIn("""
                C: b CREATE one
                S: b OK <any>
                C: c SELECT one
                S: <lines>
                S: c OK <any>
                C2: a LOGIN {user} opensesame
                S2: * OK <any>
                S2: a OK <any>
                C2: b DELETE one
                S2: b OK <any>
                C: d NOOP
                S: d OK <any>
                S: * BYE The selected mailbox was deleted
                S: <close>
                """);
    }

    @Test
    void accountDisabledUnderASession() {
        try (var conversation = both()) {
            conversation.play("""
                    C2: c IDLE
                    S2: + idling
                    """);
            user.imap()
                    .mailboxes()
                    .client()
                    .api(AccountsApi.class)
                    .change(user.account(), AccountChange.enabled(false));
            conversation.play("""
                    S: * BYE Account is disabled
                    S: <close>
                    S2: * BYE Account is disabled
                    S2: <close>
                    S3: * OK <any>
                    C3: a LOGIN {user} opensesame
                    S3: a NO [CONTACTADMIN] <any>
                    """);
        }
    }

    @Test
    void anAdministratorSeesAndEndsASession() {
        var admin = user.imap().mailboxes().client().api(LiveSessionsApi.class);
        try (var conversation = user.open()) {
            conversation.play("""
                    S: * OK <any>
                    C: a LOGIN {user} opensesame
                    S: a OK <any>
                    """);
            var shown = Eventually.within(Duration.ofSeconds(30))
                    .get(
                            "the session is shown",
                            () -> admin.list(user.account(), null, "imap", null, null)
                                    .items(),
                            sessions -> sessions.size() == 1);
            assertThat(shown.getFirst().clientAddress()).isEqualTo("127.0.0.1");
            admin.disconnect(shown.getFirst().id());
            conversation.play("""
                    S: * BYE Disconnected by an administrator
                    S: <close>
                    """);
        }
        Eventually.eventually(
                "the session is gone",
                () -> admin.list(user.account(), null, null, null, null).items().isEmpty());
    }

    @Test
    void aChangeOfPasswordEndsSessionsThatCameByIt() {
        try (var conversation = both()) {
            user.imap()
                    .mailboxes()
                    .client()
                    .api(AccountsApi.class)
                    .change(user.account(), AccountChange.password("another good one"));
            conversation.play("""
                    S: * BYE Log in again
                    S: <close>
                    S2: * BYE Log in again
                    S2: <close>
                    """);
        }
    }

    @Test
    void stopSaysGoodbye() {
        var imap = new LiveImap(LiveImap.SHARED.mailboxes());
        try (var conversation = ImapUser.of(imap).open()) {
            conversation.play("""
                    S: * OK <any>
                    C: a LOGIN {user} opensesame
                    S: a OK <any>
                    S2: * OK <any>
                    C2: a LOGIN {user} opensesame
                    S2: a OK <any>
                    C2: b SELECT INBOX
                    S2: <lines>
                    S2: b OK <any>
                    C2: c IDLE
                    S2: + idling
                    """);
            var stopping = Thread.startVirtualThread(imap::close);
            conversation.play("""
                    S: * BYE <any>
                    S: <close>
                    S2: * BYE <any>
                    S2: <close>
                    """);
            assertThat(stopping).isNotNull();
            join(stopping);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
