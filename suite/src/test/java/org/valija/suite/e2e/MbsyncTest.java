package org.valija.suite.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** mbsync (isync) keeps a folder of Maildirs and an account the same. */
class MbsyncTest {

    private final Valija valija = Valija.shared();
    private final User user = valija.newUser();

    @TempDir
    Path home;

    private Mbsync mbsync;
    private Maildir inbox;
    private TestImap imap;

    @BeforeEach
    void configure() throws IOException {
        mbsync = Mbsync.configure(home, valija, user);
        inbox = mbsync.inbox();
        imap = valija.inbox(user);
    }

    @AfterEach
    void close() {
        imap.close();
    }

    @Test
    void bringsMessagesWithTheirOctets() {
        valija.deliver(user, Samples.messages());
        mbsync.sync();
        imap.ok("NOOP");
        var expected = imap.bodies().values().stream().map(Mbsync::withoutMark).toList();
        assertThat(inbox.messages().stream().map(Mbsync::withoutMark)).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void takesNewMessagesAndFoldersFromThisSide() {
        byte[] message = Arrived.message("here");
        Maildir.create(home.resolve("mail/INBOX")).add("1.here", Arrived.withLf(message));
        Maildir.create(home.resolve("mail/work/2026")).add("1.work", Arrived.withLf(Arrived.message("work")));
        mbsync.sync();
        imap.ok("NOOP");
        assertThat(imap.bodies().values().stream().map(Mbsync::withoutMark))
                .containsExactly(Mbsync.withoutMark(message));
        imap.ok("SELECT work/2026");
        assertThat(imap.uids()).hasSize(1);
    }

    @Test
    void bringsFoldersAndTheirRemoval() {
        imap.ok("CREATE lists");
        imap.append("lists", Arrived.message("one"));
        mbsync.sync();
        assertThat(new Maildir(home.resolve("mail/lists")).messages()).hasSize(1);
        imap.ok("CREATE empty");
        mbsync.sync();
        assertThat(home.resolve("mail/empty")).isDirectory();
        imap.ok("DELETE empty");
        mbsync.sync();
        assertThat(home.resolve("mail/empty")).doesNotExist();
    }

    @Test
    void carriesFlagsAndDeletionsBothWays() {
        List.of("one", "two", "three", "four").forEach(word -> valija.deliver(user, Arrived.message(word)));
        mbsync.sync();
        imap.ok("NOOP");
        imap.ok("UID STORE 1 +FLAGS (\\Seen \\Answered)");
        imap.ok("UID STORE 4 +FLAGS (\\Deleted)");
        imap.ok("EXPUNGE");
        inbox.flag("Subject: two", "FS");
        inbox.flag("Subject: three", "ST");
        mbsync.sync();
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
        mbsync.sync();
        var files = inbox.files();
        imap.ok("NOOP");
        var flags = imap.flags();
        String status =
                imap.ok("STATUS INBOX (UIDNEXT MESSAGES UNSEEN)").lines().toString();
        mbsync.sync();
        assertThat(inbox.files()).isEqualTo(files);
        imap.ok("NOOP");
        assertThat(imap.flags()).isEqualTo(flags);
        assertThat(imap.ok("STATUS INBOX (UIDNEXT MESSAGES UNSEEN)").lines()).hasToString(status);
    }
}
