package org.valija.suite.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.valija.suite.Port;
import org.valija.testkit.RealClient;

/** fetchmail takes mail out of a mailbox, or leaves it there and takes only what is new. */
class FetchmailTest {

    /** What fetchmail answers when there was nothing to take. */
    private static final int NO_MAIL = 1;

    private final Valija valija = Valija.shared();
    private final User user = valija.newUser();

    @TempDir
    Path home;

    @ParameterizedTest
    @CsvSource({"POP3, POP3S", "IMAP, IMAPS"})
    void takesAndDeletes(String protocol, Port port) throws IOException {
        valija.deliver(user, Samples.messages());
        var agent = DeliveryAgent.in(home);
        try (var imap = valija.inbox(user)) {
            var expected = DeliveryAgent.asTaken(imap);
            fetchmail(protocol, port, "nokeep", agent).succeeded();
            assertThat(agent.messages()).containsExactlyElementsOf(expected);
            imap.ok("NOOP");
            assertThat(imap.uids()).isEmpty();
        }
        assertThat(fetchmail(protocol, port, "nokeep", agent).exit()).isEqualTo(NO_MAIL);
    }

    @ParameterizedTest
    @CsvSource({"POP3 uidl, POP3S", "IMAP, IMAPS"})
    void leavesOnServerAndTakesOnlyWhatIsNew(String protocol, Port port) throws IOException {
        valija.deliver(user, Samples.messages());
        var agent = DeliveryAgent.in(home);
        fetchmail(protocol, port, "keep", agent).succeeded();
        assertThat(fetchmail(protocol, port, "keep", agent).exit()).isEqualTo(NO_MAIL);
        valija.deliver(user, Arrived.message("new"));
        fetchmail(protocol, port, "keep", agent).succeeded();
        try (var imap = valija.inbox(user)) {
            assertThat(agent.messages()).containsExactlyElementsOf(DeliveryAgent.asTaken(imap));
        }
    }

    /** {@code norewrite} and {@code invisible}: what it hands over is what it was given. */
    private RealClient.Result fetchmail(String protocol, Port port, String keep, DeliveryAgent agent)
            throws IOException {
        Files.writeString(home.resolve("fetchmailrc"), """
                set invisible
                set idfile "%s/ids"
                poll localhost service %d protocol %s
                    user "%s" password "%s" ssl sslcertck sslcertfile "%s"
                    norewrite %s mda "%s"
                """.formatted(
                        home,
                        valija.port(port),
                        protocol,
                        user.address(),
                        user.password(),
                        valija.certificate(),
                        keep,
                        agent.program()));
        Files.setPosixFilePermissions(home.resolve("fetchmailrc"), PosixFilePermissions.fromString("rw-------"));
        return RealClient.find("fetchmail")
                .in(home)
                .with("FETCHMAILHOME", home.toString())
                .with("HOME", home.toString())
                .run("-f", "fetchmailrc", "--pidfile", home.resolve("pid").toString());
    }
}
