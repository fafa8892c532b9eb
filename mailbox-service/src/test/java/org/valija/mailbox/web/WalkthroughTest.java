package org.valija.mailbox.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.valija.mailbox.testing.MailboxServer;

/** The walkthrough of README.md, run line by line against the service. */
class WalkthroughTest {

    private static final Pattern SHELL = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

    @TempDir
    private Path home;

    @Test
    void everyLineOfTheReadmeDoesWhatItSays() throws Exception {
        var server = MailboxServer.shared();
        Files.createDirectories(home.resolve("data"));
        Files.writeString(home.resolve("data/credentials.properties"), "admin-key=" + MailboxServer.ADMIN_KEY + "\n");
        var script = home.resolve("walkthrough.sh");
        Files.writeString(script, walkthrough().replace("localhost:8080", "127.0.0.1:" + server.port()));
        var output = home.resolve("output").toFile();
        var bash = new ProcessBuilder("bash", "-e", "-u", "-x", script.toString())
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output)
                .start();
        boolean ended = bash.waitFor(2, TimeUnit.MINUTES);
        bash.destroyForcibly();
        var said = Files.readString(output.toPath());
        assertThat(ended && bash.exitValue() == 0).as(said).isTrue();
        assertThat(said)
                .contains(
                        "\"name\":\"cats.example\"",
                        "v=spf1",
                        "\"address\":\"tom@cats.example\"",
                        "\"targets\":[\"tom@cats.example\"]",
                        "\"label\":\"colleague\"",
                        "\"label\":\"telephone\"",
                        "\"recipient\":\"info@cats.example\"",
                        "\"name\":\"INBOX\"",
                        "\"subject\":\"hello\"",
                        "Hello Tom, here is a fish",
                        "org.valija.message.delivered")
                .doesNotContain("urn:valija:problem");
        assertThat(said.lines()).as("the UID that the search found").anyMatch(line -> line.startsWith("\"1\""));
    }

    private static String walkthrough() throws IOException {
        var readme = Files.readString(Path.of("..", "README.md"));
        var section = readme.substring(readme.indexOf("## Program it"), readme.indexOf("## What is where"));
        return SHELL.matcher(section).results().map(block -> block.group(1)).collect(Collectors.joining("\n"));
    }
}
