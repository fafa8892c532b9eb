package org.valija.suite.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.valija.suite.Port;
import org.valija.testkit.RealClient;

/** mbsync (isync) keeps a folder of Maildirs and an account the same. */
class MbsyncTest {

    private final Valija valija = Valija.shared();
    private final User user = valija.newUser();
    private final RealClient mbsync = RealClient.find("mbsync");

    @TempDir
    Path home;

    private Maildir inbox;
    private TestImap imap;

    @BeforeEach
    void configure() throws IOException {
        inbox = new Maildir(home.resolve("mail/INBOX"));
        Files.createDirectories(home.resolve("mail"));
        Files.writeString(home.resolve("mbsyncrc"), """
                IMAPStore far
                Host 127.0.0.1
                Port %d
                User %s
                Pass %s
                SSLType IMAPS
                CertificateFile %s

                MaildirStore near
                Path %s/mail/
                Inbox %s/mail/INBOX
                SubFolders Verbatim

                Channel all
                Far :far:
                Near :near:
                Patterns *
                Create Both
                Remove Both
                Expunge Both
                SyncState *
                """.formatted(
                        valija.port(Port.IMAPS), user.address(), user.password(), valija.certificate(), home, home));
        imap = valija.inbox(user);
    }

    @AfterEach
    void close() {
        imap.close();
    }

    @Test
    void bringsMessagesWithTheirOctets() {
        valija.deliver(user, Samples.messages());
        sync();
        imap.ok("NOOP");
        var expected =
                imap.bodies().values().stream().map(MbsyncTest::withoutMark).toList();
        assertThat(inbox.messages().stream().map(MbsyncTest::withoutMark))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void takesNewMessagesAndFoldersFromThisSide() {
        byte[] message = Arrived.message("here");
        Maildir.create(home.resolve("mail/INBOX")).add("1.here", Arrived.withLf(message));
        Maildir.create(home.resolve("mail/work/2026")).add("1.work", Arrived.withLf(Arrived.message("work")));
        sync();
        imap.ok("NOOP");
        assertThat(imap.bodies().values().stream().map(MbsyncTest::withoutMark)).containsExactly(withoutMark(message));
        imap.ok("SELECT work/2026");
        assertThat(imap.uids()).hasSize(1);
    }

    @Test
    void bringsFoldersAndTheirRemoval() {
        imap.ok("CREATE lists");
        imap.append("lists", Arrived.message("one"));
        sync();
        assertThat(new Maildir(home.resolve("mail/lists")).messages()).hasSize(1);
        imap.ok("CREATE empty");
        sync();
        assertThat(home.resolve("mail/empty")).isDirectory();
        imap.ok("DELETE empty");
        sync();
        assertThat(home.resolve("mail/empty")).doesNotExist();
    }

    @Test
    void carriesFlagsAndDeletionsBothWays() {
        List.of("one", "two", "three", "four").forEach(word -> valija.deliver(user, Arrived.message(word)));
        sync();
        imap.ok("NOOP");
        imap.ok("UID STORE 1 +FLAGS (\\Seen \\Answered)");
        imap.ok("UID STORE 4 +FLAGS (\\Deleted)");
        imap.ok("EXPUNGE");
        inbox.flag("Subject: two", "FS");
        inbox.flag("Subject: three", "ST");
        sync();
        assertThat(inbox.flags("Subject: one")).isEqualTo("RS");
        assertThat(inbox.files()).hasSize(2);
        imap.ok("NOOP");
        assertThat(imap.flags())
                .hasSize(2)
                .containsEntry(1L, List.of("\\Answered", "\\Seen"))
                .containsEntry(2L, List.of("\\Flagged", "\\Seen"));
    }

    @Test
    void changesNothingTheSecondTime() {
        valija.deliver(user, Samples.messages());
        sync();
        var files = inbox.files();
        imap.ok("NOOP");
        var flags = imap.flags();
        String status =
                imap.ok("STATUS INBOX (UIDNEXT MESSAGES UNSEEN)").lines().toString();
        sync();
        assertThat(inbox.files()).isEqualTo(files);
        imap.ok("NOOP");
        assertThat(imap.flags()).isEqualTo(flags);
        assertThat(imap.ok("STATUS INBOX (UIDNEXT MESSAGES UNSEEN)").lines()).hasToString(status);
    }

    private void sync() {
        mbsync.in(home)
                .with("HOME", home.toString())
                .run("-c", "mbsyncrc", "-a")
                .succeeded();
    }

    /** mbsync marks a message while it copies it, to find it again, and older ones leave the mark there. */
    private static String withoutMark(byte[] message) {
        return new String(Arrived.withLf(message), ISO_8859_1).replaceFirst("X-TUID: \\S+\n", "");
    }
}
