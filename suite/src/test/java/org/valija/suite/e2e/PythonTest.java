package org.valija.suite.e2e;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.valija.suite.Port;
import org.valija.testkit.RealClient;

/** Python's smtplib, poplib and imaplib, which many small programs are made with: {@code standard-library.py}. */
class PythonTest {

    private final Valija valija = Valija.shared();
    private final User user = valija.newUser();

    @TempDir
    Path folder;

    @Test
    void sendsReadsChangesAndDeletes() throws IOException {
        try (var script = Objects.requireNonNull(PythonTest.class.getResourceAsStream("standard-library.py"))) {
            RealClient.find("python3")
                    .in(folder)
                    .run(
                            script.readAllBytes(),
                            "-",
                            valija.portText(Port.SUBMISSION),
                            valija.portText(Port.POP3),
                            valija.portText(Port.IMAP),
                            valija.certificate(),
                            user.address(),
                            user.password())
                    .succeeded();
        }
    }
}
