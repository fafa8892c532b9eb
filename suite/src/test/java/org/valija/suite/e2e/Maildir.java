package org.valija.suite.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A mailbox of one file a message, as many clients keep it: folders {@code new}, {@code cur} and {@code tmp}. */
record Maildir(Path folder) {

    /** With its three folders, where they are not there yet. */
    static Maildir create(Path folder) {
        try {
            for (String name : List.of("new", "cur", "tmp")) {
                Files.createDirectories(folder.resolve(name));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Maildir(folder);
    }

    /** The files of its messages. */
    List<Path> files() {
        return Stream.of("new", "cur")
                .map(folder::resolve)
                .filter(Files::isDirectory)
                .flatMap(Maildir::in)
                .sorted()
                .toList();
    }

    /** Its messages' octets, whose lines end with LF. */
    List<byte[]> messages() {
        return files().stream().map(Maildir::read).toList();
    }

    /** The file of the message that contains a text. */
    Path file(String text) {
        return files().stream()
                .filter(file -> new String(read(file), StandardCharsets.ISO_8859_1).contains(text))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no message contains " + text + ": " + files()));
    }

    /** Puts a message into {@code new}. */
    void add(String name, byte[] message) {
        try {
            Files.write(folder.resolve("new").resolve(name), message);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives the message that contains a text these flags, letters as in {@code FS}. */
    void flag(String text, String letters) {
        var file = file(text);
        String name = file.getFileName().toString().replaceFirst(":2,.*", "");
        try {
            Files.move(file, folder.resolve("cur").resolve(name + ":2," + letters));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The flags of the message that contains a text. */
    String flags(String text) {
        return flags(file(text));
    }

    /** The flags of the message in a file, letters as in {@code FS}. */
    static String flags(Path file) {
        String name = file.getFileName().toString();
        return name.contains(":2,") ? name.substring(name.indexOf(":2,") + 3) : "";
    }

    private static Stream<Path> in(Path folder) {
        try (var files = Files.list(folder)) {
            return files.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The octets of one file. */
    static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
