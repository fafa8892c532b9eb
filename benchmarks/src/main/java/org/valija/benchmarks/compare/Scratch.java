package org.valija.benchmarks.compare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;

/** A new folder for what servers keep, which users of servers can enter. */
final class Scratch {

    private Scratch() {}

    static Path folder() {
        try {
            var folder = Files.createTempDirectory("valija-compare");
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes a folder with all that is in it. */
    static void remove(Path folder) {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a file, its folders made on the way. */
    static Path write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A folder that belongs to a user of this machine. */
    static Path owned(Path folder, String owner) {
        try {
            Files.createDirectories(folder);
            var names = folder.getFileSystem().getUserPrincipalLookupService();
            return Files.setOwner(folder, names.lookupPrincipalByName(owner));
        } catch (IOException e) {
            throw new UncheckedIOException("only root can start Dovecot and Postfix as they come", e);
        }
    }

    static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a program prints, in one line. */
    static String output(String... command) {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            try (var in = process.getInputStream()) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        .strip()
                        .lines()
                        .findFirst()
                        .orElse("");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
