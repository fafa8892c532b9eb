package org.valija.mailbox.append;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.InputStreamResource;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.UidSet;
import org.valija.mailbox.api.UserToken;
import org.valija.mailbox.api.mailbox.MailboxStatus;
import org.valija.mailbox.api.mailbox.MailboxesApi;
import org.valija.mailbox.api.message.Appended;
import org.valija.mailbox.api.message.FetchRequest;
import org.valija.mailbox.api.message.FetchRequest.Field;
import org.valija.mailbox.api.message.Flags;
import org.valija.mailbox.api.message.Message;
import org.valija.mailbox.api.message.MessagesApi;
import org.valija.mailbox.api.message.NewMessage;
import org.valija.mailbox.api.message.Section;
import org.valija.mailbox.api.message.SystemFlag;
import org.valija.mailbox.api.stream.CborSequence;
import org.valija.mailbox.api.stream.SourceException;
import org.valija.mailbox.testing.MailboxServer;
import org.valija.testkit.Eventually;

/** Appending messages: RFC 9051, 6.3.12, and several at once, RFC 3502. */
class AppendTest {

    private static final Instant THEN = Instant.parse("2001-02-03T04:05:06Z");
    private static final byte[] SMALL = "Subject: small\r\n\r\nbody\r\n".getBytes(StandardCharsets.US_ASCII);

    private static final NewMessage PLAIN = new NewMessage(Flags.NONE, null);

    private static MailboxServer server;
    private static MessagesApi messages;
    private static MailboxesApi mailboxes;

    private record User(AccountId account, UserToken token) {}

    @BeforeAll
    static void start() {
        server = MailboxServer.onFreshDatabase();
        messages = server.client().api(MessagesApi.class);
        mailboxes = server.client().api(MailboxesApi.class);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void messageIsThereWithFlagsAndDate() throws IOException {
        var ann = user("ann@example.org", 0);
        var flags = Flags.of(List.of(SystemFlag.SEEN, SystemFlag.FLAGGED), List.of("$Work"));
        var appended = append(ann, "Archive", new NewMessage(flags, THEN), SMALL);
        assertThat(appended.uids()).isEqualTo(UidSet.of(1));
        var request = new FetchRequest(
                appended.uids(), Set.of(Field.FLAGS, Field.INTERNAL_DATE), List.of(Section.ALL), false);
        try (var answer = messages.fetch(ann.token, ann.account, appended.mailbox(), request)
                .reader()) {
            var message = answer.require(Message.class);
            assertThat(message.flags()).isEqualTo(flags);
            assertThat(message.internalDate()).isEqualTo(THEN);
            assertThat(answer.content().readAllBytes()).isEqualTo(SMALL);
        }
        var status = status(ann, "Archive");
        assertThat(status.messages()).isEqualTo(1);
        assertThat(status.unseen()).isZero();
        assertThat(status.size()).isEqualTo(SMALL.length);
    }

    @Test
    void peopleAppendAFile() {
        var bea = user("bea@example.org", 0);
        var appended = messages.append(
                bea.token,
                bea.account,
                "inbox",
                List.of("seen", "later"),
                new InputStreamResource(new ByteArrayInputStream(SMALL)));
        assertThat(appended.uids()).isEqualTo(UidSet.of(1));
        assertThat(status(bea, "INBOX").unseen()).isZero();
    }

    @Test // RFC 8474, 4
    void aReplyJoinsTheConversationOfAnyAncestorThatIsThere() throws IOException {
        var tom = user("tom@example.org", 0);
        append(tom, "INBOX", PLAIN, octets("Message-ID: <one@example.org>\r\n\r\nhello\r\n"));
        append(
                tom,
                "INBOX",
                PLAIN,
                octets("Message-ID: <two@example.org>\r\nIn-Reply-To: <one@example.org>\r\n\r\nhi\r\n"));
        // Tells of its parent only, as some programs do
        append(
                tom,
                "INBOX",
                PLAIN,
                octets("Message-ID: <three@example.org>\r\nIn-Reply-To: <two@example.org>\r\n\r\nso\r\n"));
        // The first that it names never came here
        append(tom, "INBOX", PLAIN, octets("References: <lost@example.org> <two@example.org>\r\n\r\nwell\r\n"));
        var last = append(tom, "INBOX", PLAIN, octets("References: <lost@example.org>\r\n\r\nother\r\n"));
        var threads = new ArrayList<String>();
        var request = new FetchRequest(UidSet.range(1, 5), Set.of(Field.IDS), List.of(), false);
        try (var answer =
                messages.fetch(tom.token, tom.account, last.mailbox(), request).reader()) {
            for (int i = 0; i < 5; i++) {
                threads.add(answer.require(Message.class).threadId());
            }
        }
        assertThat(threads.subList(1, 4)).containsOnly(threads.getFirst());
        assertThat(threads.getLast()).isNotEqualTo(threads.getFirst());
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Test // RFC 3502
    void manyMessagesAreAllThereOrNone() {
        var cid = user("cid@example.org", 3L * SMALL.length);
        assertThat(appendMany(cid, 3).uids()).isEqualTo(UidSet.range(1, 3));
        assertThatThrownBy(() -> appendMany(cid, 1)).isInstanceOf(MailboxException.OverQuota.class);
        var dan = user("dan@example.org", 3L * SMALL.length);
        assertThatThrownBy(() -> appendMany(dan, 4)).isInstanceOf(MailboxException.OverQuota.class);
        assertThat(status(dan, "INBOX").messages()).isZero();
    }

    @Test
    void moreThanFitsInMemoryGoesInAllTheSame() {
        var eve = user("eve@example.org", 0);
        var large = new byte[200 * 1024];
        System.arraycopy(SMALL, 0, large, 0, SMALL.length);
        var appended = messages.append(eve.token, eve.account, "INBOX", CborSequence.of(out -> {
            for (int i = 0; i < 60; i++) {
                large[large.length - 1] = (byte) i;
                out.write(new NewMessage(Flags.NONE, null));
                out.write(large);
            }
        }));
        assertThat(appended.uids()).isEqualTo(UidSet.range(1, 60));
        assertThat(status(eve, "INBOX").size()).isEqualTo(60L * large.length);
    }

    @Test
    void whatIsWrongIsRefused() {
        var fay = user("fay@example.org", 0);
        assertThatThrownBy(() -> append(fay, "Nowhere", new NewMessage(Flags.NONE, null), SMALL))
                .isInstanceOf(MailboxException.NotFound.class);
        assertThatThrownBy(() ->
                        append(fay, "INBOX", new NewMessage(Flags.of(List.of(), List.of("two words")), null), SMALL))
                .isInstanceOf(MailboxException.Invalid.class);
        assertThatThrownBy(() -> appendMany(fay, 0)).isInstanceOf(MailboxException.Invalid.class);
        assertThat(status(fay, "INBOX").messages()).isZero();
    }

    @Test
    void whatBreaksOffLeavesNothing() {
        var gus = user("gus@example.org", 0);
        var failing = new InputStream() {
            private int left = 700_000;

            @Override
            public int read() throws IOException {
                if (left-- <= 0) {
                    throw new IOException("the client is gone");
                }
                return 'x';
            }
        };
        assertThatThrownBy(() -> messages.append(gus.token, gus.account, "INBOX", CborSequence.of(out -> {
                    out.write(new NewMessage(Flags.NONE, null));
                    out.write(SMALL);
                    out.write(new NewMessage(Flags.NONE, null));
                    out.writeFrom(failing);
                })))
                .isInstanceOf(SourceException.class);
        Eventually.eventually("no upload is left", () -> count("upload") == 0);
        assertThat(
                        count(
                                "content_chunk where upload_id not in (select upload_id from content where upload_id is not null)"))
                .isZero();
        assertThat(status(gus, "INBOX").messages()).isZero();
    }

    private static User user(String address, long quota) {
        var account = server.createAccount(address, "correct horse", quota);
        return new User(account, server.login(address, "correct horse").token());
    }

    private static Appended append(User user, String mailbox, NewMessage message, byte[] content) {
        return messages.append(user.token, user.account, mailbox, CborSequence.of(out -> {
            out.write(message);
            out.write(content);
        }));
    }

    private static Appended appendMany(User user, int count) {
        return messages.append(user.token, user.account, "INBOX", CborSequence.of(out -> {
            for (int i = 0; i < count; i++) {
                out.write(new NewMessage(Flags.NONE, null));
                out.write(SMALL);
            }
        }));
    }

    private static MailboxStatus status(User user, String mailbox) {
        return mailboxes.status(user.token, user.account, List.of(mailbox)).getFirst();
    }

    private static long count(String table) {
        try (var connection = server.database().connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery("select count(*) from " + table)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
