package org.valija.suite.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.valija.suite.Port;
import org.valija.testkit.RealClient;

/** offlineimap keeps a folder of Maildirs and an account the same. */
class OfflineImapTest {

    private final Valija valija = Valija.shared();
    private final User user = valija.newUser();
    private final RealClient offlineimap = RealClient.find("offlineimap");

    @TempDir
    Path home;

    @Test
    void syncsMessagesFlagsAndDeletionsBothWays() throws IOException {
        configure();
        valija.deliver(user, Samples.messages());
        sync();
        var inbox = new Maildir(home.resolve("mail/INBOX"));
        try (var imap = valija.inbox(user)) {
            var expected =
                    imap.bodies().values().stream().map(OfflineImapTest::text).toList();
            assertThat(inbox.messages().stream().map(OfflineImapTest::text))
                    .containsExactlyInAnyOrderElementsOf(expected);

            valija.deliver(user, Arrived.message("there"));
            inbox.add("1.here:2,", Arrived.withLf(Arrived.message("here")));
            imap.ok("UID STORE 1 +FLAGS (\\Seen \\Deleted)");
            imap.ok("EXPUNGE");
            imap.ok("UID STORE 2 +FLAGS (\\Flagged)");
            sync();
            imap.ok("NOOP");
            assertThat(imap.uids()).hasSize(expected.size() + 1);
            assertThat(inbox.files()).hasSize(expected.size() + 1);
            assertThat(inbox.flags("Subject: there")).isEmpty();
            assertThat(imap.ok("UID SEARCH SUBJECT here").found()).hasSize(2);

            inbox.flag("Subject: there", "S");
            Files.delete(inbox.file("Subject: here"));
            sync();
            imap.ok("NOOP");
            long there = imap.ok("UID SEARCH SUBJECT there").found().getFirst();
            assertThat(imap.flags()).hasSize(expected.size()).containsEntry(there, List.of("\\Seen"));
        }
    }

    private void configure() throws IOException {
        Files.writeString(home.resolve("offlineimaprc"), """
                [general]
                accounts = test
                ui = quiet
                metadata = %s/state

                [Account test]
                localrepository = local
                remoterepository = remote

                [Repository local]
                type = Maildir
                localfolders = %s/mail

                [Repository remote]
                type = IMAP
                remotehost = localhost
                remoteport = %d
                remoteuser = %s
                remotepass = %s
                ssl = yes
                sslcacertfile = %s
                """.formatted(
                        home, home, valija.port(Port.IMAPS), user.address(), user.password(), valija.certificate()));
    }

    private void sync() {
        var result = offlineimap.in(home).with("HOME", home.toString()).run("-o", "-c", "offlineimaprc");
        assertThat(result.succeeded().err()).doesNotContain("ERROR");
    }

    private static String text(byte[] message) {
        return new String(Arrived.withLf(message), ISO_8859_1);
    }
}
