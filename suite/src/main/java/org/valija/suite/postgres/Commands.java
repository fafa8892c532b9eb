package org.valija.suite.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs the programs of PostgreSQL to their end.
 *
 * <p>They refuse to run as root, so for root they get a user namespace in which they are nobody. Outside of it, their
 * files still belong to root, which makes a second start like the first.
 */
final class Commands {

    private static final List<String> AS_NOBODY = List.of("unshare", "--user");

    private final Binaries binaries;
    private final List<String> prefix;

    /** @throws PostgresException if we are root, and not allowed to make a user namespace */
    Commands(Binaries binaries) {
        this.binaries = binaries;
        this.prefix = isRoot(binaries.folder()) ? AS_NOBODY : List.of();
        if (!prefix.isEmpty() && !allowed()) {
            throw new PostgresException("PostgreSQL does not run as root, and this system lets root make no user"
                    + " namespace (unshare --user): start as an ordinary user");
        }
    }

    /** How a program ended, and what it said. */
    record Outcome(int exit, String output) {

        boolean succeeded() {
            return exit == 0;
        }
    }

    /**
     * @param limit after which the program is killed
     * @throws PostgresException if it cannot be run at all, or runs longer than that
     */
    Outcome run(Duration limit, String program, String... arguments) {
        var command = new ArrayList<>(prefix);
        command.add(binaries.program(program).toString());
        command.addAll(List.of(arguments));
        return run(limit, command);
    }

    private static Outcome run(Duration limit, List<String> command) {
        try {
            // A file, not a pipe: the server that pg_ctl starts would keep a pipe open
            var output = Files.createTempFile("valija-", ".out");
            try {
                var builder = new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .redirectInput(ProcessBuilder.Redirect.from(
                                Path.of("/dev/null").toFile()));
                // Its messages in English, whatever the user's locale, which may not even be installed
                builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
                builder.environment().put("LC_ALL", "C");
                var process = builder.start();
                if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                    process.destroyForcibly();
                    throw new PostgresException(String.join(" ", command) + " did not end within " + limit.toSeconds()
                            + " s: " + read(output));
                }
                return new Outcome(process.exitValue(), read(output));
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new PostgresException("cannot run " + command.getFirst() + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PostgresException("interrupted while running " + command.getFirst(), e);
        }
    }

    private static String read(Path output) throws IOException {
        return Files.readString(output, StandardCharsets.ISO_8859_1).strip();
    }

    /** By the owner of what we just wrote, as the JVM has no name for the user id. */
    private static boolean isRoot(Path written) {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        } catch (IOException | UnsupportedOperationException e) {
            try {
                return Files.getOwner(written).getName().equals("root");
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }

    private static boolean allowed() {
        try {
            var command = new ArrayList<>(AS_NOBODY);
            command.add("true");
            return run(Duration.ofSeconds(10), command).succeeded();
        } catch (PostgresException notInstalled) {
            return false;
        }
    }
}
