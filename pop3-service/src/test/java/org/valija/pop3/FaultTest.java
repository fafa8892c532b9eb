package org.valija.pop3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.valija.testkit.Eventually.eventuallyPasses;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.valija.mailbox.api.UidSet;
import org.valija.mailbox.api.mailbox.MailboxesApi;
import org.valija.mailbox.api.maildrop.MaildropsApi;
import org.valija.mailbox.api.message.Flags;
import org.valija.mailbox.api.message.FlagsChange;
import org.valija.mailbox.api.message.MessagesApi;
import org.valija.mailbox.api.message.SystemFlag;
import org.valija.mailbox.security.ServiceName;
import org.valija.testkit.Conversation;
import org.valija.testkit.LargeMessage;
import org.valija.testkit.LineClient;

/** Clients that vanish, other sessions, a store that is away: nothing is lost, and nothing stays locked. */
class FaultTest {

    private static final String MESSAGE = "Subject: a\n\nb";

    private final LivePop3 pop3 = LivePop3.shared();

    private static Conversation loggedIn(LivePop3 pop3, LivePop3.Owner owner) {
        var conversation = pop3.transcript(owner).open();
        conversation.play("""
                S: +OK <any>
                C: USER {user}
                S: +OK <any>
                C: PASS {pass}
                S: +OK <any>
                """);
        return conversation;
    }

    @ParameterizedTest // RFC 1939, 6: without QUIT nothing is deleted
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9})
    void aSessionThatIsCutDeletesNothing(int commands) {
        var owner = pop3.owner(MESSAGE, "Subject: b\n\n" + "x\n".repeat(1000));
        var before = pop3.maildrop(owner);
        var script = List.of("STAT", "LIST", "DELE 1", "UIDL", "RETR 2", "DELE 2", "TOP 1 1", "RSET", "DELE 1");
        for (var ending : List.of("reset", "close", "half")) {
            try (var conversation = loggedIn(pop3, owner)) {
                var client = conversation.client(1);
                script.subList(0, commands).forEach(client::send);
                switch (ending) {
                    case "reset" -> client.reset();
                    case "half" -> client.send("QUIT".getBytes(StandardCharsets.US_ASCII));
                    default -> client.close();
                }
            }
            eventuallyPasses(
                    "the maildrop is as it was and free",
                    () -> assertThat(pop3.maildrop(owner)).isEqualTo(before));
        }
    }

    @Test
    void aClientThatVanishesWithinALargeMessageFreesTheMaildrop() throws Exception {
        var owner = pop3.owner();
        try (var message = LargeMessage.withAttachmentOf(8 * 1024 * 1024)) {
            pop3.deliver(owner, message.readAllBytes());
        }
        var before = pop3.maildrop(owner);
        try (var conversation = loggedIn(pop3, owner)) {
            var client = conversation.client(1);
            client.send("RETR 1");
            client.read(100_000);
            client.reset();
        }
        eventuallyPasses(
                "the maildrop is free", () -> assertThat(pop3.maildrop(owner)).isEqualTo(before));
    }

    @Test // never another message in its place
    void aMessageRemovedByAnotherSessionIsAnError() {
        var owner = pop3.owner("Subject: 1\n\nx", "Subject: 2\n\nx", "Subject: 3\n\nx", "Subject: 4\n\nx");
        try (var conversation = loggedIn(pop3, owner)) {
            expunge(owner, 2);
            conversation.play("""
                    C: RETR 1
                    S: +OK 17 octets
                    S: Subject: 1
                    S:
                    S: x
                    S: .
                    C: RETR 2
                    S: -ERR message 2 was removed by another session
                    C: TOP 2 0
                    S: -ERR message 2 was removed by another session
                    C: RETR 3
                    S: +OK 17 octets
                    S: Subject: 3
                    S:
                    S: x
                    S: .
                    C: STAT
                    S: +OK 4 68
                    C: LIST 2
                    S: +OK 2 17
                    C: DELE 2
                    S: +OK message 2 deleted
                    C: DELE 1
                    S: +OK message 1 deleted
                    C: QUIT
                    S: +OK bye
                    S: <close>
                    """);
        }
        assertThat(pop3.maildrop(owner)).contains("+OK 2 34");
    }

    @Test // one after the other out of one answer
    void aMessageMissingInTheMiddleDoesNotShiftTheOthers() {
        var owner = pop3.owner("Subject: 1\n\nx", "Subject: 2\n\nx", "Subject: 3\n\nx", "Subject: 4\n\nx");
        try (var conversation = loggedIn(pop3, owner)) {
            expunge(owner, 2, 4);
            conversation.play("""
                    C| RETR 1\\x0d\\x0aRETR 2\\x0d\\x0aRETR 3\\x0d\\x0aRETR 4\\x0d\\x0aRETR 1\\x0d\\x0a
                    S: +OK 17 octets
                    S: Subject: 1
                    S: <lines>
                    S: .
                    S: -ERR message 2 was removed by another session
                    S: +OK 17 octets
                    S: Subject: 3
                    S: <lines>
                    S: .
                    S: -ERR message 4 was removed by another session
                    S: +OK 17 octets
                    S: Subject: 1
                    S: <lines>
                    S: .
                    """);
        }
    }

    private void expunge(LivePop3.Owner owner, long... uids) {
        var user = pop3.mailbox().login(owner.address(), LivePop3.PASSWORD);
        var client = pop3.mailbox().client(ServiceName.IMAP);
        var messages = client.api(MessagesApi.class);
        var inbox = client.api(MailboxesApi.class)
                .status(user.token(), user.account(), List.of("INBOX"))
                .getFirst()
                .id();
        var deleted = Flags.of(Set.of(SystemFlag.DELETED), List.of());
        messages.changeFlags(
                user.token(),
                user.account(),
                inbox,
                new FlagsChange(UidSet.of(uids), FlagsChange.Mode.ADD, deleted, null));
        messages.expunge(user.token(), user.account(), inbox, UidSet.of(uids));
    }

    @Test // what breaks off must not look whole
    void aMessageThatCannotBeReadToItsEndClosesTheConnection() throws Exception {
        var owner = pop3.owner();
        try (var message = LargeMessage.withAttachmentOf(4 * 1024 * 1024, 7)) {
            pop3.deliver(owner, message.readAllBytes());
        }
        pop3.mailbox().database().execute("""
                delete from content_chunk where (upload_id, start_offset) in (
                    select upload_id, max(start_offset) from content_chunk join content using (upload_id)
                    join message on content_hash = hash where account_id = %s group by upload_id)
                """.formatted(owner.account().value()));
        try (var conversation = loggedIn(pop3, owner)) {
            var client = conversation.client(1);
            client.send("RETR 1");
            var sent = new String(client.readToClose(), StandardCharsets.ISO_8859_1);
            assertThat(sent).startsWith("+OK ").hasSizeGreaterThan(1_000_000).doesNotEndWith("\r\n.\r\n");
        }
    }

    @Test
    void aStoreThatIsAwayIsSaidAndRecoveredFrom() {
        try (var pop3 = LivePop3.with()) {
            var owner = pop3.owner(MESSAGE, "Subject: c\n\nd");
            try (var conversation = loggedIn(pop3, owner)) {
                pop3.mailbox().stop();
                conversation.play("""
                        C: STAT
                        S: +OK 2 34
                        C: RETR 1
                        S: -ERR [SYS/TEMP] mail storage is away, try again later
                        C: TOP 1 0
                        S: -ERR [SYS/TEMP] mail storage is away, try again later
                        C: DELE 2
                        S: +OK message 2 deleted
                        S2: +OK <any>
                        C2: USER {user}
                        S2: +OK send PASS
                        C2: PASS {pass}
                        S2: -ERR [SYS/TEMP] mail storage is away, try again later
                        """);
                pop3.mailbox().start();
                conversation.play("""
                        C: RETR 1
                        S: +OK 17 octets
                        S: Subject: a
                        S:
                        S: b
                        S: .
                        C: QUIT
                        S: +OK bye
                        S: <close>
                        C2: USER {user}
                        S2: +OK send PASS
                        C2: PASS {pass}
                        S2: +OK maildrop has 1 messages (17 octets)
                        C2: DELE 1
                        S2: +OK message 1 deleted
                        """);
                pop3.mailbox().stop();
                conversation.play("""
                        C2: QUIT
                        S2: -ERR [SYS/TEMP] mail storage is away, try again later
                        S2: <close>
                        """);
                pop3.mailbox().start();
                pop3.mailbox().database().execute("delete from maildrop_lease");
                assertThat(pop3.maildrop(owner)).contains("+OK 1 17");
            }
        }
    }

    @Test // RFC 1939, 4: the lock, whichever node has the session
    void twoReplicasShareTheLock() {
        var owner = pop3.owner(MESSAGE);
        try (var replica = pop3.startReplica();
                var conversation = loggedIn(pop3, owner);
                var other = LineClient.connect(LivePop3.port(replica, "pop3"))) {
            other.readLine();
            other.send("USER " + owner.address());
            other.readLine();
            other.send("PASS " + LivePop3.PASSWORD);
            assertThat(other.readLine()).startsWith("-ERR [IN-USE] ");
            conversation.play("C: QUIT\nS: +OK bye\nS: <close>\n");
            other.send("USER " + owner.address());
            other.readLine();
            other.send("PASS " + LivePop3.PASSWORD);
            assertThat(other.readLine()).startsWith("+OK ");
        }
    }

    @Test
    void theLockLastsAsLongAsTheSessionAndNoLongerThanItsLease() throws SQLException {
        try (var pop3 = LivePop3.with("mailbox.maildrop.lease=3s")) {
            var owner = pop3.owner(MESSAGE);
            try (var conversation = loggedIn(pop3, owner)) {
                var first = leaseEnd(pop3);
                eventuallyPasses(
                        "the idle session's lease has been renewed twice",
                        () -> assertThat(leaseEnd(pop3)).isGreaterThan(first + 1_500));
                conversation.play("""
                        C: STAT
                        S: +OK 1 17
                        S2: +OK <any>
                        C2: USER {user}
                        S2: +OK <any>
                        C2: PASS {pass}
                        S2: -ERR [IN-USE] <any>
                        C: QUIT
                        S: +OK bye
                        """);
            }
            // As a session leaves it whose process was killed
            var user = pop3.mailbox().login(owner.address(), LivePop3.PASSWORD);
            pop3.mailbox().client(ServiceName.POP3).api(MaildropsApi.class).open(user.token(), user.account());
            eventuallyPasses(
                    "the lease has run out",
                    () -> assertThat(pop3.maildrop(owner)).contains("+OK 1 17"));
        }
    }

    @Test
    void aLostLockEndsTheSessionAndDeletesNothing() {
        try (var pop3 = LivePop3.with("mailbox.maildrop.lease=3s")) {
            var owner = pop3.owner(MESSAGE);
            try (var conversation = loggedIn(pop3, owner)) {
                conversation.play("C: DELE 1\nS: +OK message 1 deleted\n");
                pop3.mailbox().database().execute("delete from maildrop_lease");
                conversation.play("""
                        S: -ERR [SYS/TEMP] maildrop lock was lost, no message deleted
                        S: <close>
                        """);
            }
            assertThat(pop3.maildrop(owner)).contains("+OK 1 17");
        }
    }

    @Test // RFC 1939, 6: all that is marked, and the end of the lock, or neither
    void quitWithoutTheLockDeletesNothing() {
        var owner = pop3.owner(MESSAGE);
        try (var conversation = loggedIn(pop3, owner)) {
            conversation.play("C: DELE 1\nS: +OK message 1 deleted\n");
            pop3.mailbox()
                    .database()
                    .execute("delete from maildrop_lease where account_id = "
                            + owner.account().value());
            conversation.play("""
                    C: QUIT
                    S: -ERR [SYS/TEMP] maildrop lock was lost, no message deleted
                    S: <close>
                    """);
        }
        assertThat(pop3.maildrop(owner)).contains("+OK 1 17");
    }

    private static long leaseEnd(LivePop3 pop3) throws SQLException {
        try (var connection = pop3.mailbox().database().connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select expires_at from maildrop_lease")) {
            rows.next();
            return rows.getTimestamp(1).getTime();
        }
    }
}
