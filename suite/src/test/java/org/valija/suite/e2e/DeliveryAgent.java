package org.valija.suite.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** A program that clients hand each message to (an MDA): it puts them into files, numbered as they come. */
record DeliveryAgent(Path program, Path taken) {

    static DeliveryAgent in(Path folder) throws IOException {
        var agent = new DeliveryAgent(folder.resolve("take"), Files.createDirectories(folder.resolve("taken")));
        Files.writeString(agent.program, """
                #!/bin/sh
                cd %s && exec cat > $(printf %%03d $(ls | wc -l))
                """.formatted(agent.taken));
        Files.setPosixFilePermissions(agent.program, PosixFilePermissions.fromString("rwx------"));
        return agent;
    }

    /** The messages so far, as {@link #asTaken}. */
    List<String> messages() throws IOException {
        try (var files = Files.list(taken)) {
            var messages = new ArrayList<String>();
            for (var file : files.sorted().toList()) {
                messages.add(Files.readString(file, ISO_8859_1));
            }
            return messages;
        }
    }

    /** All messages of an INBOX as they should be handed over: their octets, but for the line ends. */
    static List<String> asTaken(TestImap inbox) {
        return inbox.bodies().values().stream()
                .map(octets -> new String(Arrived.withLf(octets), ISO_8859_1))
                .toList();
    }
}
