package org.valija.suite.postgres;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * The programs of PostgreSQL, unpacked into a folder.
 *
 * @param folder holds {@code bin}, {@code lib} and {@code share}
 */
record Binaries(Path folder) {

    /** What a data folder was written by, and can be read by. */
    static final String MAJOR_VERSION = "18";

    /**
     * Unpacks the binaries for this machine, unless an earlier start has.
     *
     * @param parent is made if it is missing
     * @throws PostgresException if there are none for this machine
     */
    static Binaries unpack(Path parent) {
        // The binaries of a later Valija are unpacked beside these
        var folder = parent.resolve(MAJOR_VERSION + "-" + fingerprint());
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(parent);
                // Under its name only when complete: a start that is killed in between leaves nothing to trip over
                var partial = Files.createTempDirectory(parent, ".unpacking");
                extract(partial);
                Files.setPosixFilePermissions(partial, PosixFilePermissions.fromString("rwxr-xr-x"));
                rename(partial, folder);
            }
            return new Binaries(folder);
        } catch (IOException e) {
            throw new PostgresException("cannot unpack PostgreSQL into " + folder + ": " + e.getMessage(), e);
        }
    }

    Path program(String name) {
        return folder.resolve("bin", name);
    }

    private static void rename(Path partial, Path folder) throws IOException {
        try {
            Files.move(partial, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            // Another suite, which shares the folder, was faster
            if (!Files.isDirectory(folder)) {
                throw e;
            }
            FolderRemoval.remove(partial);
        }
    }

    private static void extract(Path target) throws IOException {
        try (var packed = packed();
                var tar = new TarArchiveInputStream(new XZCompressorInputStream(packed))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                extract(entry, tar, target);
            }
        }
    }

    private static void extract(TarArchiveEntry entry, InputStream content, Path target) throws IOException {
        var path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
            throw new IOException("the archive reaches out of its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else if (entry.isLink()) {
            Files.createLink(path, target.resolve(entry.getLinkName()));
        } else {
            Files.copy(content, path);
            boolean program = (entry.getMode() & 0100) != 0;
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }

    private static String fingerprint() {
        try (var packed = packed()) {
            var sha256 = MessageDigest.getInstance("SHA-256");
            packed.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), sha256));
            return HexFormat.of().formatHex(sha256.digest(), 0, 6);
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new PostgresException("the PostgreSQL that Valija brings cannot be read", e);
        }
    }

    private static InputStream packed() throws IOException {
        var system = System.getProperty("os.name").startsWith("Mac") ? "Darwin" : "Linux";
        var machine = System.getProperty("os.arch");
        try {
            return new BufferedInputStream(DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, machine));
        } catch (IOException | RuntimeException e) {
            throw new PostgresException("Valija brings no PostgreSQL for " + system + " on " + machine, e);
        }
    }
}
