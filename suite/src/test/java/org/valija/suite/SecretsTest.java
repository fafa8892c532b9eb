package org.valija.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    private static final SecureRandom RANDOM = new SecureRandom();

    @TempDir
    Path folder;

    private Secrets read() {
        var data = DataFolder.open(folder);
        try (data) {
            return Secrets.of(data, RANDOM);
        }
    }

    @Test
    void areMadeOnceAndKept() {
        var made = read();
        assertThat(Base64.getDecoder().decode(made.encryptionKey())).hasSize(32);
        assertThat(read().encryptionKey()).isEqualTo(made.encryptionKey());
        assertThat(read().adminKey()).isEqualTo(made.adminKey());
    }

    @Test
    void ofAVersionThatEncryptedNothingAreCompleted() throws IOException {
        var made = read();
        var file = folder.resolve(Secrets.FILE);
        Files.writeString(file, Files.readString(file).replaceAll("encryption-key=.*\n", ""));
        var completed = read();
        assertThat(completed.adminKey()).isEqualTo(made.adminKey());
        assertThat(completed.encryptionKey()).isNotEqualTo(made.encryptionKey());
        assertThat(read().encryptionKey()).isEqualTo(completed.encryptionKey());
    }
}
