package org.valija.smtp.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Where a large message waits for what stands in front of it: a file without a name that anybody knows, gone when it is
 * closed. Nothing is queued here: the client hears nothing until mailbox-service has the message.
 */
final class Spool implements AutoCloseable {

    private final Path file;

    Spool() throws IOException {
        file = Files.createTempFile("valija-", ".spool");
    }

    OutputStream write() throws IOException {
        return Files.newOutputStream(file);
    }

    InputStream read() throws IOException {
        return Files.newInputStream(file, StandardOpenOption.READ);
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
