package org.valija.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.valija.testkit.TestPostgres;

/** Whoever starts the service without its database reads what is wrong, and what to do. */
@ExtendWith(OutputCaptureExtension.class)
class NoDatabaseTest {

    @Test
    void unreachable(CapturedOutput output) throws IOException {
        int port;
        try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        start("--spring.datasource.url=jdbc:postgresql://127.0.0.1:" + port + "/valija");
        assertThat(output).contains("PostgreSQL can't be reached", "127.0.0.1:" + port, "spring.datasource.url");
    }

    @Test
    void noSuchDatabase(CapturedOutput output) {
        var database = TestPostgres.database();
        start(
                "--spring.datasource.url=" + database.jdbcUrl().replaceFirst("/[^/?]+(\\?|$)", "/nobodys$1"),
                "--spring.datasource.username=" + database.user(),
                "--spring.datasource.password=" + database.password());
        assertThat(output).contains("PostgreSQL has no such database", "nobodys");
    }

    private static void start(String... arguments) {
        var all = new ArrayList<>(List.of(
                "--server.port=0",
                "--mailbox.security.admin-key=admin-key-of-the-test",
                "--spring.datasource.hikari.connection-timeout=1000"));
        all.addAll(List.of(arguments));
        assertThatThrownBy(() -> MailboxService.application().run(all.toArray(String[]::new)))
                .isInstanceOf(Exception.class);
    }
}
