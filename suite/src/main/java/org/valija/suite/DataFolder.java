package org.valija.suite;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * The folder that holds all that the suite keeps, locked while it is open, so that no two suites use it at once. The
 * kernel drops the lock of a killed process.
 */
final class DataFolder implements AutoCloseable {

    /** Mail and passwords are nobody else's business. */
    private static final Set<PosixFilePermission> OURS = PosixFilePermissions.fromString("rwx------");

    private static final Set<PosixFilePermission> OUR_FILE = PosixFilePermissions.fromString("rw-------");

    private final Path folder;
    private final FileChannel lock;

    private DataFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Makes the folder if there is none.
     *
     * @throws StartException if it cannot be used, or another suite uses it
     */
    static DataFolder open(Path folder) {
        var absolute = folder.toAbsolutePath().normalize();
        try {
            Files.createDirectories(absolute, PosixFilePermissions.asFileAttribute(OURS));
            var lock = FileChannel.open(
                    absolute.resolve("lock"),
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(OUR_FILE));
            if (!locks(lock)) {
                lock.close();
                throw new StartException(absolute + " is in use by another suite: stop that one, or choose another"
                        + " folder with --data");
            }
            return new DataFolder(absolute, lock);
        } catch (IOException e) {
            throw new StartException("cannot use the data folder " + absolute + ": " + e, e);
        }
    }

    private static boolean locks(FileChannel lock) throws IOException {
        try {
            return lock.tryLock() != null;
        } catch (OverlappingFileLockException sameJvm) {
            return false;
        }
    }

    Path path(String name) {
        return folder.resolve(name);
    }

    /** A folder in the folder, made if it is missing. */
    Path folder(String name) {
        try {
            return Files.createDirectories(path(name));
        } catch (IOException e) {
            throw new StartException("cannot make " + path(name) + ": " + e, e);
        }
    }

    /** Writes a file that only we can read; whole, or not at all. */
    void writeSecret(String name, String content) {
        try {
            var partial = Files.createTempFile(folder, "." + name, "", PosixFilePermissions.asFileAttribute(OUR_FILE));
            Files.writeString(partial, content);
            try (var written = FileChannel.open(partial, StandardOpenOption.WRITE)) {
                written.force(true);
            }
            Files.move(partial, path(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new StartException("cannot write " + path(name) + ": " + e, e);
        }
    }

    String read(String name) {
        try {
            return Files.readString(path(name));
        } catch (IOException e) {
            throw new StartException("cannot read " + path(name) + ": " + e, e);
        }
    }

    boolean has(String name) {
        return Files.exists(path(name));
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new StartException("cannot unlock " + folder, e);
        }
    }
}
