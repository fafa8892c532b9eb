package org.valija.testkit;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * A mail program installed on this machine, such as mbsync, run against the servers under test.
 *
 * @param program where it is
 * @param directory to run it in
 * @param environment variables to set for it
 * @param timeout after which it is killed and the test fails
 */
public record RealClient(Path program, Path directory, Map<String, String> environment, Duration timeout) {

    public RealClient {
        environment = Map.copyOf(environment);
    }

    /**
     * How a run ended.
     *
     * @param exit the exit code
     * @param out what it wrote to its standard output
     * @param err what it wrote to its standard error
     */
    public record Result(int exit, String out, String err) {

        /** This result if the run succeeded. */
        public Result succeeded() {
            if (exit != 0) {
                throw new AssertionError("exit code " + exit + "\n" + out + "\n" + err);
            }
            return this;
        }
    }

    /**
     * Looks for a program on the PATH. Where it is missing the test is skipped, but fails with {@code CI=true}: the
     * build machines must have them all.
     */
    public static RealClient find(String name) {
        var found = Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
        if (found.isEmpty()) {
            String message = name + " is not installed";
            if ("true".equals(System.getenv("CI"))) {
                throw new AssertionError(message + ", but CI=true");
            }
            Assumptions.abort(message);
        }
        return new RealClient(found.orElseThrow(), Path.of("").toAbsolutePath(), Map.of(), Duration.ofSeconds(60));
    }

    /** The same, run in a folder. */
    public RealClient in(Path directory) {
        return new RealClient(program, directory, environment, timeout);
    }

    /** The same, with a variable in its environment. */
    public RealClient with(String variable, String value) {
        var more = new HashMap<>(environment);
        more.put(variable, value);
        return new RealClient(program, directory, more, timeout);
    }

    /** The same, with so much time. */
    public RealClient timeout(Duration timeout) {
        return new RealClient(program, directory, environment, timeout);
    }

    /** Runs it to its end, without input. */
    public Result run(String... arguments) {
        return run(new byte[0], arguments);
    }

    /**
     * Runs it to its end.
     *
     * @param input for its standard input, read whole by the program or not
     * @throws AssertionError if it does not end in time
     */
    public Result run(byte[] input, String... arguments) {
        var process = start(arguments);
        try {
            var out = read(process.getInputStream());
            var err = read(process.getErrorStream());
            write(process, input);
            boolean ended = process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                kill(process);
            }
            var result = new Result(ended ? process.exitValue() : -1, out.get(), err.get());
            if (!ended) {
                throw new AssertionError(program + " did not end within " + timeout.toSeconds() + " s: " + result);
            }
            return result;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while " + program + " ran", e);
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        } finally {
            kill(process);
        }
    }

    private Process start(String... arguments) {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(Arrays.asList(arguments));
        var builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + program, e);
        }
    }

    private static void write(Process process, byte[] input) {
        Thread.ofPlatform().daemon().name("writes-to-a-program").start(() -> {
            try (var in = process.getOutputStream()) {
                in.write(input);
            } catch (IOException notRead) {
                // A program need not read its input
            }
        });
    }

    /**
     * On a thread of the system: reading from a program holds one for as long as the program runs, and two virtual ones
     * could hold all that the servers under test, in the same JVM, have to run on.
     */
    private static FutureTask<String> read(InputStream stream) {
        var task = new FutureTask<>(() -> new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        Thread.ofPlatform().daemon().name("reads-a-program").start(task);
        return task;
    }

    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        // Not of the process itself: that would close its streams while what it said is still being read
        process.toHandle().destroyForcibly();
    }
}
