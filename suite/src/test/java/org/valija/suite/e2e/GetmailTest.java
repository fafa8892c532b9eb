package org.valija.suite.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.valija.suite.Port;
import org.valija.testkit.RealClient;

/** getmail6 takes mail out of a mailbox, or leaves it there and takes only what is new. */
class GetmailTest {

    private final Valija valija = Valija.shared();
    private final User user = valija.newUser();

    @TempDir
    Path home;

    @ParameterizedTest
    @CsvSource({"SimplePOP3SSLRetriever, POP3S", "SimpleIMAPSSLRetriever, IMAPS"})
    void takesAndDeletes(String retriever, Port port) throws IOException {
        valija.deliver(user, Samples.messages());
        var agent = DeliveryAgent.in(home);
        try (var imap = valija.inbox(user)) {
            var expected = DeliveryAgent.asTaken(imap);
            getmail(retriever, port, true, agent);
            assertThat(agent.messages()).containsExactlyElementsOf(expected);
            imap.ok("NOOP");
            assertThat(imap.uids()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"SimplePOP3SSLRetriever, POP3S", "SimpleIMAPSSLRetriever, IMAPS"})
    void leavesOnServerAndTakesOnlyWhatIsNew(String retriever, Port port) throws IOException {
        valija.deliver(user, Samples.messages());
        var agent = DeliveryAgent.in(home);
        getmail(retriever, port, false, agent);
        getmail(retriever, port, false, agent);
        valija.deliver(user, Arrived.message("new"));
        getmail(retriever, port, false, agent);
        try (var imap = valija.inbox(user)) {
            assertThat(agent.messages()).containsExactlyElementsOf(DeliveryAgent.asTaken(imap));
        }
    }

    /** A program takes the messages, since getmail writes no Maildir for root, whom builds often run as. */
    private void getmail(String retriever, Port port, boolean delete, DeliveryAgent agent) throws IOException {
        Files.writeString(home.resolve("getmailrc"), """
                [retriever]
                type = %s
                server = localhost
                port = %d
                username = %s
                password = %s
                ca_certs = %s
                %s

                [destination]
                type = MDA_external
                path = %s
                unixfrom = false
                allow_root_commands = true

                [options]
                read_all = false
                delete = %s
                received = false
                delivered_to = false
                """.formatted(
                        retriever,
                        valija.port(port),
                        user.address(),
                        user.password(),
                        valija.certificate(),
                        retriever.contains("IMAP") ? "record_mailbox = false" : "",
                        agent.program(),
                        delete));
        RealClient.find("getmail")
                .in(home)
                .with("HOME", home.toString())
                .run("--getmaildir", home.toString(), "--rcfile", "getmailrc")
                .succeeded();
    }
}
