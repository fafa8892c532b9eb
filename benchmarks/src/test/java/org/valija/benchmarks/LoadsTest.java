package org.valija.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.valija.mailbox.api.account.AccountsApi;
import org.valija.mailbox.api.account.DomainsApi;
import org.valija.mailbox.api.account.NewAccount;
import org.valija.mailbox.api.account.NewDomain;
import org.valija.suite.Options;
import org.valija.suite.Port;
import org.valija.suite.Ports;
import org.valija.suite.Story;
import org.valija.suite.Suite;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every load, small, against the real services: what it says that it did has happened. No times are asserted. */
class LoadsTest {

    private static final String PASSWORD = "password-of-a-load";
    private static final int FILLED = 12;

    @TempDir
    private static Path folder;

    private static Suite suite;
    private static int lmtpPort;
    private static int users;

    @BeforeAll
    static void start() {
        var ports = Ports.free();
        // A free port that nothing of the suite takes
        lmtpPort = Ports.free().of(Port.SMTP);
        var options = new Options(
                folder.resolve("suite"),
                Path.of("target", "pgsql"),
                InetAddress.ofLiteral("127.0.0.1"),
                ports,
                Map.of("smtp.listeners.lmtp.enabled", "true", "smtp.listeners.lmtp.listen.port", "" + lmtpPort));
        suite = Suite.start(options, new Story(new PrintStream(System.out, true)));
        try (var admin = suite.client()) {
            admin.api(DomainsApi.class).create(new NewDomain("load.example"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterAll
    static void stop() {
        suite.close();
    }

    private static String newUser() throws IOException {
        var address = "user" + ++users + "@load.example";
        try (var admin = suite.client()) {
            admin.api(AccountsApi.class).create(new NewAccount(address, PASSWORD, 0L));
        }
        return address;
    }

    private static int port(Port port) {
        return suite.options().ports().of(port);
    }

    /** Runs a load without errors, and answers its result. */
    private static JsonNode run(int port, String... load) throws IOException {
        var json = folder.resolve("result.json");
        var arguments = new ArrayList<>(List.of(load));
        arguments.addAll(List.of("--port", "" + port, "--json", "" + json, "--at-most", "PT5M"));
        assertThat(Benchmarks.run(arguments.toArray(String[]::new))).isZero();
        return JsonMapper.shared().readTree(Files.readAllBytes(json));
    }

    private static long messages(String user) {
        try (var client = new ImapClient("127.0.0.1", port(Port.IMAP), user, PASSWORD)) {
            client.command("SELECT INBOX");
            return client.exists();
        }
    }

    @ParameterizedTest
    @CsvSource({"smtp, 4096, 1", "smtp, 100000, 1", "smtp, 1000, 2", "lmtp, 4096, 2"})
    void delivers(String protocol, String size, int recipients) throws IOException {
        var ann = newUser();
        var bob = newUser();
        var result = run(
                protocol.equals("lmtp") ? lmtpPort : port(Port.SMTP),
                protocol,
                "--to",
                ann + "," + bob,
                "--size",
                size,
                "--recipients",
                "" + recipients,
                "--connections",
                "3",
                "--messages",
                "4",
                "--warm-up",
                "4",
                "--count",
                "20");
        assertThat(result.get("operations").asInt()).isEqualTo(20);
        assertThat(messages(ann)).isEqualTo(24L * recipients / 2);
        assertThat(messages(bob)).isEqualTo(24L * recipients / 2);
    }

    @Test
    void deliversWithoutPipelining() throws IOException {
        var ann = newUser();
        run(port(Port.SMTP), "smtp", "--to", ann, "--no-pipelining", "--connections", "2", "--count", "6");
        assertThat(messages(ann)).isEqualTo(6);
    }

    @Test
    void deliversOverHttp() throws IOException {
        var ann = newUser();
        run(port(Port.HTTP), "rest", "--to", ann, "--key", suite.adminKey(), "--connections", "2", "--count", "10");
        assertThat(messages(ann)).isEqualTo(10);
    }

    /** A user with some messages. */
    private static String filled() throws IOException {
        var user = newUser();
        run(
                port(Port.IMAP),
                "imap",
                "--work",
                "APPEND",
                "--user",
                user,
                "--password",
                PASSWORD,
                "--connections",
                "1",
                "--batch",
                "6",
                "--size",
                "2000",
                "--count",
                "" + FILLED / 6);
        assertThat(messages(user)).isEqualTo(FILLED);
        return user;
    }

    @ParameterizedTest
    @CsvSource({"LOOK, 2", "FIRST, 2", "LIST, 48", "RETRIEVE, 24"})
    void visitsMaildrops(String visit, int items) throws IOException {
        var result = run(
                port(Port.POP3),
                "pop3",
                "--visit",
                visit,
                "--user",
                filled(),
                "--password",
                PASSWORD,
                "--connections",
                "1",
                "--count",
                "2");
        assertItems(result, items);
        assertThat(result.get("operations").asInt()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void doesWhatImapClientsDo(ImapWork work) throws IOException {
        var user = filled();
        int count = 22;
        var result = run(
                port(Port.IMAP),
                "imap",
                "--work",
                work.name(),
                "--user",
                user,
                "--password",
                PASSWORD,
                "--connections",
                "2",
                "--count",
                "" + count);
        assertThat(result.get("operations").asInt()).isEqualTo(count);
        switch (work) {
            case FLAGS, HEADERS, BODIES -> assertItems(result, count * FILLED);
            case APPEND -> assertThat(messages(user)).isEqualTo(FILLED + count);
            case LOGIN, SELECT, STORE, SEARCH_HEADER, SEARCH_TEXT, MIXED, COMMAND -> {}
        }
    }

    private static void assertItems(JsonNode result, int items) {
        double counted =
                result.get("itemsPerSecond").asDouble() * result.get("seconds").asDouble();
        assertThat(Math.round(counted)).isEqualTo(items);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SUBJECT \"message 000000000007\"", "TEXT ticket000000000007"})
    void findsTheOneMessageOfANumber(String key) throws IOException {
        try (var client = new ImapClient("127.0.0.1", port(Port.IMAP), filled(), PASSWORD)) {
            client.command("SELECT INBOX");
            // A FETCH of what was found is one response
            client.command("UID SEARCH RETURN (SAVE) " + key);
            assertThat(client.command("UID FETCH $ (FLAGS)")).isOne();
        }
    }

    @Test
    void waitsForPushes() throws IOException {
        var ann = newUser();
        var bob = newUser();
        var both = ann + "," + bob;
        var result = run(
                port(Port.IMAP),
                "imap-push",
                "--smtp-port",
                "" + port(Port.SMTP),
                "--user",
                both,
                "--to",
                both,
                "--password",
                PASSWORD,
                "--connections",
                "2",
                "--rate",
                "50",
                "--warm-up",
                "4",
                "--count",
                "20");
        assertThat(result.get("operations").asInt()).isEqualTo(20);
        assertThat(messages(ann) + messages(bob)).isEqualTo(24);
    }

    @Test
    void opensIdleConnections() throws IOException {
        var result = run(
                port(Port.IMAP),
                "imap-idle",
                "--user",
                newUser(),
                "--password",
                PASSWORD,
                "--connections",
                "10",
                "--warm",
                "2",
                "--pid",
                "" + ProcessHandle.current().pid());
        assertThat(result.get("operations").asInt()).isEqualTo(10);
    }
}
