package org.valija.suite.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.valija.suite.Port;
import org.valija.testkit.Eventually;
import org.valija.testkit.LineClient;
import org.valija.testkit.RealClient;

/**
 * All of Valija in containers, built from these sources and scaled, behind HAProxy. Runs where a Docker engine and Compose
 * are; is skipped, and says so, where not. Takes some minutes, most of them for the images the first time;
 * {@code -Dcompose.built=true} takes those that are there. {@code -Dcompose.former=1.2} does as well, and starts with those of
 * a former version, which {@code -Dit.test=ComposeIT#anotherVersionReplacesThisWithoutAnOutage} replaces by the latest.
 */
class ComposeIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int MOST_PUT_OFF = 5;

    @TempDir
    static Path folder;

    private static ComposeStack stack;

    @BeforeAll
    static void buildStartAndScale() {
        var compose = Compose.find();
        if (compose.isEmpty()) {
            System.out.println("ComposeIT is skipped: no Docker engine answers, or Compose is missing");
            Assumptions.abort("no Docker engine answers, or Compose is missing");
        }
        stack = new ComposeStack(compose.orElseThrow(), folder);
        stack.compose().remove();
        if (!Boolean.getBoolean("compose.built") && Compose.VERSION.equals(Compose.LATEST)) {
            stack.compose().run("build");
        }
        long begun = System.nanoTime();
        stack.start();
        stack.createDomain();
        var user = stack.newUser();
        stack.deliver(user, Arrived.message("first"));
        System.out.printf(
                "from up to the first delivered message: %.1f s%n",
                Duration.ofNanos(System.nanoTime() - begun).toMillis() / 1000.0);
        stack.scale();
    }

    @AfterAll
    static void remove() {
        if (stack != null) {
            stack.compose().remove();
        }
    }

    @Test // RFC 5321, 4.4: who brought a message is in Received
    void clientsAreKnownByTheirAddresses() {
        var user = stack.newUser();
        String here = stack.compose().gateway();
        stack.deliver(user, Arrived.message("mx"));
        for (Port port : List.of(Port.SUBMISSION, Port.SUBMISSIONS)) {
            RealClient.find("swaks")
                    .run(
                            "-s",
                            "127.0.0.1",
                            "-p",
                            Integer.toString(stack.port(port)),
                            port == Port.SUBMISSION ? "-tls" : "--tls-on-connect",
                            "-f",
                            user.address(),
                            "-t",
                            user.address(),
                            "-au",
                            user.address(),
                            "-ap",
                            user.password())
                    .succeeded();
        }
        String there = stack.compose()
                .elsewhere("""
                hostname -i; printf 'Subject: there\\r\\n\\r\\nhello\\r\\n' |
                curl -sS --mail-from a@example.net --mail-rcpt %s -T - smtp://haproxy:25/there""".formatted(user.address()))
                .lines()
                .findFirst()
                .orElseThrow();
        try (var imap = stack.inbox(user)) {
            assertThat(imap.bodies().values())
                    .map(octets -> new String(octets, ISO_8859_1))
                    .hasSize(4)
                    .allSatisfy(message -> assertThat(message)
                            .contains("([" + (message.contains("Subject: there") ? there : here) + "])"));
        }
    }

    @Test
    void limitsCountByTheAddressOfTheClient() {
        var user = stack.newUser();
        // pop3.limits.connections-per-address, in each replica
        int most = 200 * ComposeStack.Service.POP3_SERVICE.scaled;
        var open = new ArrayList<LineClient>();
        try {
            while (open.size() <= most) {
                var client = LineClient.connect(stack.port(Port.POP3));
                open.add(client);
                if (!client.readLine().startsWith("+OK")) {
                    break;
                }
            }
            assertThat(open).as("the last of them is refused").hasSizeBetween(most / 2, most + 1);
            String listed = stack.compose()
                    .elsewhere("curl -sS -k -u " + user.address() + ":" + user.password()
                            + " pop3s://haproxy:995/ && echo served");
            assertThat(listed).endsWith("served");
        } finally {
            open.forEach(LineClient::close);
        }
    }

    @Test
    void fetchmailAndMbsyncTakeMailHome(@TempDir Path home) throws Exception {
        var user = stack.newUser();
        var messages = Samples.messages();
        messages.forEach(message -> stack.deliver(user, message));
        var agent = DeliveryAgent.in(home);
        try (var imap = stack.inbox(user)) {
            var expected = DeliveryAgent.asTaken(imap);
            Clients.mbsync(home, stack.port(Port.IMAPS), user, stack.certificate());
            assertThat(new Maildir(home.resolve("mail/INBOX")).messages()).hasSameSizeAs(messages);
            Clients.fetchmail(home, stack.port(Port.POP3S), user, stack.certificate(), agent);
            assertThat(agent.messages()).containsExactlyElementsOf(expected);
        }
    }

    @Test
    void killedReplicasAndPostgresqlLoseNothing() {
        var load = new ComposeLoad(stack, "kill");
        try (load) {
            for (var service : ComposeStack.Service.values()) {
                awaitMore(load);
                String victim = stack.compose().containers(service.word).getFirst();
                Compose.docker("kill", victim);
                awaitMore(load);
                Compose.docker("start", victim);
                stack.awaitServers(service, service.scaled);
            }
            String postgres = stack.compose().containers("postgres").getFirst();
            Compose.docker("kill", postgres);
            Compose.docker("start", postgres);
            awaitMore(load);
        }
        System.out.println(load);
        assertThat(load.wrong()).isEmpty();
        assertThat(load.tally().faults()).isEmpty();
    }

    @Test
    void anotherVersionReplacesThisWithoutAnOutage() {
        String version = anotherVersion();
        var load = new ComposeLoad(stack, "upgrade");
        try (load) {
            awaitMore(load);
            stack.compose().upgrade(version);
            awaitMore(load);
        }
        System.out.println(load);
        assertThat(load.wrong()).isEmpty();
        assertThat(load.tally().faults()).isEmpty();
        // What meets a mailbox-service in the moment it ends is asked again, but for a message, which may be stored
        // already
        assertThat(load.tally().putOff()).as("of some thousand commands").hasSizeLessThanOrEqualTo(MOST_PUT_OFF);
        for (var service : ComposeStack.Service.values()) {
            assertThat(stack.compose().containers(service.word))
                    .hasSize(service.scaled)
                    .allSatisfy(container -> assertThat(Compose.docker("inspect", "-f", "{{.Config.Image}}", container))
                            .endsWith(":" + version));
        }
    }

    /** The latest version if all started with a former one, else one that differs in its label only. */
    private static String anotherVersion() {
        if (!Compose.VERSION.equals(Compose.LATEST)) {
            return Compose.LATEST;
        }
        for (var service : ComposeStack.Service.values()) {
            Compose.build(
                    "valija/" + service.word + ":next", "FROM valija/" + service.word + ":latest\nLABEL next=yes\n");
        }
        return "next";
    }

    private static void awaitMore(ComposeLoad load) {
        int before = load.accepted();
        Eventually.within(PATIENCE).until("mail flows", () -> load.accepted() >= before + 100);
    }
}
