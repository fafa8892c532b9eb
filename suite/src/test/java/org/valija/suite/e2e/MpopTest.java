package org.valija.suite.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.valija.suite.Port;
import org.valija.testkit.RealClient;

/** mpop, which pipelines: takes what is new, leaves it on the server or deletes it. */
class MpopTest {

    private final Valija valija = Valija.shared();
    private final User user = valija.newUser();

    @TempDir
    Path home;

    @Test
    void leavesOnServerThenDeletes() throws IOException {
        valija.deliver(user, Samples.messages());
        var maildir = Maildir.create(home.resolve("mail"));
        mpop("on");
        try (var imap = valija.inbox(user)) {
            var expected = imap.bodies().values().stream()
                    .map(octets -> new String(Arrived.withLf(octets), ISO_8859_1))
                    .toList();
            assertThat(maildir.messages().stream().map(octets -> new String(octets, ISO_8859_1)))
                    .containsExactlyInAnyOrderElementsOf(expected);
            mpop("on");
            assertThat(maildir.files()).hasSize(expected.size());

            valija.deliver(user, Arrived.message("new"));
            mpop("off");
            assertThat(maildir.files()).hasSize(expected.size() + 1);
            imap.ok("NOOP");
            assertThat(imap.uids()).isEmpty();
        }
    }

    private void mpop(String keep) throws IOException {
        Files.writeString(home.resolve("mpoprc"), """
                account default
                host localhost
                port %d
                user %s
                password %s
                tls on
                tls_starttls on
                tls_trust_file %s
                auth plain
                pipelining on
                received_header off
                keep %s
                uidls_file %s/uidls
                delivery maildir %s/mail
                """.formatted(
                valija.port(Port.POP3), user.address(), user.password(), valija.certificate(), keep, home, home));
        Files.setPosixFilePermissions(home.resolve("mpoprc"), PosixFilePermissions.fromString("rw-------"));
        RealClient.find("mpop").in(home).run("-C", "mpoprc").succeeded();
    }
}
