package org.valija.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.valija.mailbox.testing.RawHttp;
import org.valija.testkit.Eventually;

/** Commands are counted and timed, by name and by how they were answered. */
class CommandMetersTest {

    private static String scrape() {
        var management = new RawHttp(URI.create("http://127.0.0.1:" + LiveImap.SHARED.managementPort()), null);
        return management.get("/actuator/prometheus").body();
    }

    @Test
    void everyCommandIsCountedByItsAnswer() throws IOException {
        ImapUser.fresh().playSelected("""
                C: c UID FETCH 1:* FLAGS
                S: c OK <any>
                C: d STATUS none (MESSAGES)
                S: d NO <any>
                C: e NONSENSE
                S: e BAD <any>
                C: f LOGIN a b
                S: f BAD <any>
                C: g LOGOUT
                S: <lines>
                S: g OK <any>
                """);
        Eventually.eventuallyPasses(
                "all are counted",
                () -> assertThat(scrape())
                        .contains("imap_commands_seconds_count{answer=\"ok\",command=\"login\"")
                        .contains("imap_commands_seconds_count{answer=\"ok\",command=\"select\"")
                        .contains("imap_commands_seconds_count{answer=\"ok\",command=\"fetch\"")
                        .contains("imap_commands_seconds_count{answer=\"no\",command=\"status\"")
                        .contains("imap_commands_seconds_count{answer=\"bad\",command=\"none\"")
                        .contains("imap_commands_seconds_count{answer=\"bad\",command=\"login\"")
                        .contains("imap_commands_seconds_count{answer=\"ok\",command=\"logout\"")
                        .contains("imap_commands_seconds_sum{"));
        assertThat(Files.readString(Path.of("..", "docs", "operations.md"))).contains("`imap_commands_seconds`");
    }
}
