package org.valija.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

class ServiceProcessTest {

    /** Started by the tests; says its port, then one word to everybody. */
    static final class Greeter {
        private Greeter() {}

        static void main(String... args) throws IOException {
            if (args[0].equals("broken")) {
                throw new IllegalStateException("broken on purpose");
            }
            try (var listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
                System.out.println("listening on port " + listener.getLocalPort());
                while (true) {
                    try (var client = listener.accept()) {
                        client.getOutputStream().write((args[0] + "\r\n").getBytes(StandardCharsets.US_ASCII));
                    }
                }
            }
        }
    }

    @Test
    void aKilledProcessIsStartedAgain() {
        try (var greeter = ServiceProcess.main("greeter", Greeter.class, "-Xmx64m")
                .with("hello")
                .startUntilItSays("port \\d+")) {
            Transcript.on(Integer.parseInt(greeter.said("port (\\d+)"))).play("S: hello");
            long first = greeter.pid();

            greeter.kill();
            assertThat(greeter.isAlive()).isFalse();
            greeter.start();

            assertThat(greeter.pid()).isNotEqualTo(first);
            Transcript.on(Integer.parseInt(greeter.said("port (\\d+)"))).play("S: hello");
        }
    }

    @Test
    void aProcessThatEndsTooSoonShowsItsOutput() {
        var broken = ServiceProcess.main("broken", Greeter.class).with("broken");
        assertThatThrownBy(() -> broken.startUntilItSays("port"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("broken ended with 1")
                .hasMessageContaining("broken on purpose");
    }

    @Test
    void aClientThatIsMissingSkipsTheTestButNotOnBuildMachines() {
        var expected = "true".equals(System.getenv("CI")) ? AssertionError.class : TestAbortedException.class;
        assertThatThrownBy(() -> RealClient.find("no-such-mail-program"))
                .isInstanceOf(expected)
                .hasMessageContaining("no-such-mail-program is not installed");
    }

    @Test
    void aClientRunsWithInputEnvironmentAndATimeLimit() {
        var shell = RealClient.find("sh").with("WORD", "hello");
        var result = shell.run(
                "one line\n".getBytes(StandardCharsets.US_ASCII), "-c", "cat; echo $WORD; echo bad >&2; exit 3");
        assertThat(result).isEqualTo(new RealClient.Result(3, "one line\nhello\n", "bad\n"));
        assertThatThrownBy(result::succeeded).isInstanceOf(AssertionError.class).hasMessageContaining("exit code 3");

        assertThatThrownBy(() -> shell.timeout(Duration.ofMillis(200)).run("-c", "echo begun; sleep 60"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("did not end within");
        assertThat(shell.in(Path.of("/")).run("-c", "pwd").succeeded().out()).isEqualTo("/\n");
        assertThat(shell.environment()).isEqualTo(Map.of("WORD", "hello"));
    }
}
