package org.valija.suite.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.valija.suite.Port;
import org.valija.testkit.RealClient;

/** neomutt, driven by its own commands on a terminal that script(1) makes. */
class NeomuttTest {

    private final Valija valija = Valija.shared();
    private final User user = valija.newUser();

    @TempDir
    Path home;

    @BeforeEach
    void configure() throws IOException {
        Files.writeString(home.resolve("neomuttrc"), """
                set from = "%s"
                set realname = "A User"
                set imap_user = "%s"
                set imap_pass = "%s"
                set smtp_url = "smtp://localhost:%d/"
                set smtp_user = "%s"
                set smtp_pass = "%s"
                # For SMTP it prefers SCRAM-SHA-256-PLUS and, of this age, cannot do it
                set smtp_authenticators = "plain"
                set ssl_starttls = yes
                set ssl_force_tls = yes
                set certificate_file = "%s"
                set folder = "imaps://localhost:%d/"
                set spoolfile = "imaps://localhost:%d/INBOX"
                set sort = mailbox-order
                set mbox_type = Maildir
                set sleep_time = 0
                set confirmcreate = no
                set confirmappend = no
                set quit = yes
                set delete = yes
                set mark_old = no
                set pager_stop = yes
                set header_cache = ""
                """.formatted(
                        user.address(),
                        user.address(),
                        user.password(),
                        valija.port(Port.SUBMISSION),
                        user.address(),
                        user.password(),
                        valija.certificate(),
                        valija.port(Port.IMAPS),
                        valija.port(Port.IMAPS)));
    }

    @Test
    void sendsWithAnAttachment() throws IOException {
        Files.write(home.resolve("data.bin"), new byte[] {0, 1, 2, (byte) 0xff});
        client("neomutt")
                .run(
                        "Some words.\n".getBytes(UTF_8),
                        "-F",
                        "neomuttrc",
                        "-s",
                        "Grüße",
                        "-a",
                        "data.bin",
                        "--",
                        user.address())
                .succeeded();
        try (var imap = valija.inbox(user)) {
            var arrived = imap.fetch("1", "(ENVELOPE BODYSTRUCTURE)").getFirst();
            assertThat(Outline.of(arrived.item("BODYSTRUCTURE")))
                    .isEqualTo("mixed(text/plain,application/octet-stream)");
            assertThat(arrived.item("ENVELOPE").items().get(1)).hasToString("=?utf-8?B?R3LDvMOfZQ==?=");
            assertThat(imap.body(1, "[2]")).asString().isEqualToIgnoringNewLines("AAEC/w==");
        }
    }

    @Test
    void readsFlagsCopiesAndDeletes() {
        valija.deliver(user, Samples.messages());
        try (var imap = valija.inbox(user)) {
            int count = imap.uids().size();
            onTerminal("<first-entry><display-message><exit><flag-message>"
                    + "<last-entry><copy-message>=Archive<enter>"
                    + "<jump>2<enter><delete-message><sync-mailbox><exit>");
            imap.ok("NOOP");
            assertThat(imap.flags())
                    .hasSize(count - 1)
                    .containsEntry(1L, List.of("\\Flagged", "\\Seen"))
                    .doesNotContainKey(2L);
            byte[] last = imap.body(count, "[]");
            imap.ok("SELECT Archive");
            assertThat(imap.bodies().values()).containsExactly(last);
        }
    }

    @Test // RFC 7162
    void keepsHeadersAndLearnsWhatChangedSince() throws IOException {
        Files.createDirectory(home.resolve("headers"));
        Files.writeString(home.resolve("neomuttrc"), """
                set header_cache = "%s/headers"
                set imap_condstore = yes
                set imap_qresync = yes
                """.formatted(home), StandardOpenOption.APPEND);
        List.of("one", "two", "three", "four").forEach(word -> valija.deliver(user, Arrived.message(word)));
        onTerminal("<exit>");
        try (var kept = Files.walk(home.resolve("headers"))) {
            assertThat(kept.filter(Files::isRegularFile)).isNotEmpty();
        }
        try (var imap = valija.inbox(user)) {
            imap.ok("UID STORE 3 +FLAGS (\\Flagged)");
            imap.ok("UID STORE 1 +FLAGS (\\Deleted)");
            imap.ok("EXPUNGE");
            valija.deliver(user, Arrived.message("five"));
            onTerminal("<tag-pattern>~F<enter><tag-prefix><copy-message>=Archive<enter>"
                    + "<first-entry><delete-message><sync-mailbox><exit>");
            imap.ok("NOOP");
            assertThat(imap.uids()).containsExactly(3L, 4L, 5L);
            byte[] third = imap.body(3, "[]");
            imap.ok("SELECT Archive");
            assertThat(imap.bodies().values()).containsExactly(third);
        }
    }

    private RealClient client(String program) {
        return RealClient.find(program).in(home).with("HOME", home.toString()).with("TERM", "xterm");
    }

    /** What script(1) runs has a terminal, without which neomutt does not start. */
    private void onTerminal(String keys) {
        var neomutt = client("neomutt").program();
        client("script")
                .run("-q", "-e", "-c", neomutt + " -F neomuttrc -e 'push \"" + keys + "\"'", "/dev/null")
                .succeeded();
    }
}
