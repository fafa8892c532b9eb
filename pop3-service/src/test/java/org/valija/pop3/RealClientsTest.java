package org.valija.pop3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.valija.testkit.Corpus;
import org.valija.testkit.RealClient;
import org.valija.testkit.Sample;

/** The programs that people fetch their mail with, as they come. */
class RealClientsTest {

    private final LivePop3 pop3 = LivePop3.shared();

    @TempDir
    private Path folder;

    private static List<Sample> samples() {
        return Stream.of("plain-ascii", "dot-lines", "utf8-8bit", "deep-multipart", "line-998", "mixed-attachments")
                .map(Corpus::named)
                .toList();
    }

    private LivePop3.Owner ownerOfSamples() {
        var owner = pop3.owner();
        samples().forEach(sample -> pop3.deliver(owner, sample.bytes()));
        return owner;
    }

    private String count(LivePop3.Owner owner) {
        return pop3.maildrop(owner).get(0);
    }

    /** Writes a file that only its owner may read, as these programs want it. */
    private Path write(String name, String text) throws IOException {
        var file = folder.resolve(name);
        Files.writeString(file, text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    /** A program that takes a message from its standard input. */
    private Path storeScript() throws IOException {
        return write("store", """
                #!/bin/sh
                cat > "$(mktemp %s/fetched.XXXXXX)"
                """.formatted(folder));
    }

    /** What that program took, as text without CR. */
    private List<String> fetched() throws IOException {
        return read(folder, "fetched.");
    }

    private static List<String> read(Path folder, String prefix) throws IOException {
        var texts = new ArrayList<String>();
        try (var files = Files.newDirectoryStream(folder, prefix + "*")) {
            for (var file : files) {
                texts.add(Files.readString(file).replace("\r", ""));
            }
        }
        return texts;
    }

    private static List<String> texts() {
        return samples().stream()
                .map(sample -> new String(sample.bytes(), UTF_8).replace("\r", ""))
                .toList();
    }

    private static String subject(String message) {
        return message.lines()
                .filter(line -> line.startsWith("Subject:"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void curlListsAndFetches() {
        var curl = RealClient.find("curl").in(folder);
        var owner = ownerOfSamples();
        var login = owner.address() + ":" + LivePop3.PASSWORD;
        var sample = samples().get(1);
        var overTls = curl.run("-sk", "--user", login, "pop3s://127.0.0.1:" + pop3.port("pop3s") + "/2")
                .succeeded();
        assertThat(overTls.out()).isEqualTo(new String(sample.bytes(), UTF_8));
        var list = curl.run("-sk", "--ssl-reqd", "--user", login, "pop3://127.0.0.1:" + pop3.port("strict") + "/")
                .succeeded();
        assertThat(list.out().lines()).hasSize(samples().size());
        curl.run(
                        "-sk",
                        "--ssl-reqd",
                        "--user",
                        login,
                        "--request",
                        "DELE 1",
                        "--head",
                        "pop3://127.0.0.1:" + pop3.port("strict") + "/")
                .succeeded();
        assertThat(count(owner)).startsWith("+OK " + (samples().size() - 1) + " ");
    }

    @Test
    void fetchmailKeepsThenTakesOnlyWhatIsNewThenDeletes() throws IOException {
        var fetchmail = RealClient.find("fetchmail").in(folder).with("HOME", folder.toString());
        var owner = ownerOfSamples();
        var config = write(
                "fetchmailrc", """
                set no bouncemail
                poll 127.0.0.1 protocol POP3 port %d uidl
                  user "%s" password "%s"
                  sslproto "" mda "%s"
                """.formatted(pop3.port("pop3"), owner.address(), LivePop3.PASSWORD, storeScript()));
        var arguments = new String[] {
            "-f",
            config.toString(),
            "-i",
            folder.resolve("ids").toString(),
            "--pidfile",
            folder.resolve("pid").toString()
        };
        fetchmail.run(with(arguments, "--keep")).succeeded();
        assertThat(fetched()).hasSize(samples().size());
        assertThat(count(owner)).startsWith("+OK " + samples().size() + " ");

        assertThat(fetchmail.run(with(arguments, "--keep")).exit())
                .as("no new mail")
                .isEqualTo(1);
        pop3.deliver(owner, LivePop3.crlf("Subject: new\n\nx"));
        fetchmail.run(with(arguments, "--keep")).succeeded();
        assertThat(fetched()).hasSize(samples().size() + 1);

        fetchmail.run(with(arguments, "--nokeep", "--all")).succeeded();
        assertThat(fetched()).hasSize(2 * (samples().size() + 1));
        assertThat(count(owner)).isEqualTo("+OK 0 0");
    }

    private static String[] with(String[] arguments, String... more) {
        return Stream.concat(Arrays.stream(arguments), Arrays.stream(more)).toArray(String[]::new);
    }

    @Test
    void getmailLeavesOnServerThenDeletes() throws IOException {
        var getmail = RealClient.find("getmail").in(folder).with("HOME", folder.toString());
        var owner = ownerOfSamples();
        write("getmailrc", """
                [retriever]
                type = SimplePOP3SSLRetriever
                server = 127.0.0.1
                port = %d
                username = %s
                password = %s
                [destination]
                type = MDA_external
                path = %s
                allow_root_commands = true
                unixfrom = false
                [options]
                read_all = false
                delivered_to = false
                received = false
                """.formatted(pop3.port("pop3s"), owner.address(), LivePop3.PASSWORD, storeScript()));
        var arguments = new String[] {"--getmaildir", folder.toString(), "--rcfile", "getmailrc"};
        getmail.run(with(arguments, "--dont-delete")).succeeded();
        // getmail writes messages anew, so that only the subjects can be compared
        assertThat(fetched())
                .map(RealClientsTest::subject)
                .containsExactlyInAnyOrderElementsOf(
                        texts().stream().map(RealClientsTest::subject).toList());
        getmail.run(with(arguments, "--dont-delete")).succeeded();
        assertThat(fetched()).as("nothing new").hasSize(samples().size());
        getmail.run(with(arguments, "--all", "--delete")).succeeded();
        assertThat(count(owner)).isEqualTo("+OK 0 0");
    }

    @Test
    void mpopFetchesOverTlsWithPipeliningAndDeletes() throws IOException {
        var mpop = RealClient.find("mpop").in(folder).with("HOME", folder.toString());
        var owner = ownerOfSamples();
        for (var box : List.of("cur", "new", "tmp")) {
            Files.createDirectories(folder.resolve("mail").resolve(box));
        }
        var config = write("mpoprc", """
                account default
                host 127.0.0.1
                port %d
                tls on
                tls_starttls on
                tls_certcheck off
                user %s
                passwordeval "echo '%s'"
                pipelining on
                keep on
                delivery maildir %s
                uidls_file %s
                received_header off
                """.formatted(
                        pop3.port("strict"),
                        owner.address(),
                        LivePop3.PASSWORD,
                        folder.resolve("mail"),
                        folder.resolve("uidls")));
        var file = "--file=" + config;
        mpop.run(file).succeeded();
        assertThat(read(folder.resolve("mail").resolve("new"), "")).containsExactlyInAnyOrderElementsOf(texts());
        mpop.run(file, "--keep=off").succeeded();
        mpop.run(file, "--keep=off", "--only-new=off").succeeded();
        assertThat(count(owner)).isEqualTo("+OK 0 0");
    }

    @Test
    void poplibReadsEveryReply() {
        var python = RealClient.find("python3").in(folder);
        var owner = ownerOfSamples();
        var script = """
                import poplib, ssl
                box = poplib.POP3('127.0.0.1', %d)
                context = ssl.create_default_context()
                context.check_hostname = False
                context.verify_mode = ssl.CERT_NONE
                assert 'STLS' in box.capa()
                box.stls(context)
                assert 'USER' in box.capa()
                box.user('%s')
                box.pass_('%s')
                count, octets = box.stat()
                sizes = [int(line.split()[1]) for line in box.list()[1]]
                assert len(sizes) == count and sum(sizes) == octets
                ids = [line.split()[1] for line in box.uidl()[1]]
                assert len(set(ids)) == count
                for number in range(1, count + 1):
                    response, lines, size = box.retr(number)
                    assert sum(len(line) + 2 for line in lines) == sizes[number - 1], number
                assert box.top(1, 0)[1][-1] == b''
                try:
                    box.retr(count + 1)
                    raise SystemExit('no error')
                except poplib.error_proto:
                    pass
                box.dele(1)
                box.rset()
                box.dele(2)
                box.noop()
                box.quit()
                """.formatted(pop3.port("strict"), owner.address(), LivePop3.PASSWORD);
        python.run("-c", script).succeeded();
        assertThat(count(owner)).startsWith("+OK " + (samples().size() - 1) + " ");
    }
}
