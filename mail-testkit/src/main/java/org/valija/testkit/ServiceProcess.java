package org.valija.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A service in a process of its own, which can be killed and started again. Its output goes to a file below
 * {@code target/processes}. Whatever the test does, the process ends with this JVM.
 */
public final class ServiceProcess implements AutoCloseable {

    private static final Duration STOP = Duration.ofSeconds(30);

    private final String name;
    private final Path log;
    private final List<String> command;
    private final Map<String, String> environment;
    private final Ready ready;
    private final Duration startup;
    private Optional<Process> process = Optional.empty();
    private long startedAt;

    /** How a process tells that it can be used. */
    private sealed interface Ready {
        record Says(Pattern line) implements Ready {}

        record Answers(URI url) implements Ready {}
    }

    private ServiceProcess(Builder builder, Ready ready) {
        this.name = builder.name;
        this.command = List.copyOf(builder.command);
        this.environment = Map.copyOf(builder.environment);
        this.startup = builder.startup;
        this.ready = ready;
        this.log = Path.of("target", "processes", name + ".log").toAbsolutePath();
        Runtime.getRuntime().addShutdownHook(new Thread(this::kill, "end " + name));
        deleteLog();
        start();
    }

    /** What to start, and how. */
    public static final class Builder {

        private final String name;
        private final List<String> command = new ArrayList<>();
        private final Map<String, String> environment = new TreeMap<>();
        private Duration startup = Duration.ofMinutes(2);

        private Builder(String name, String... command) {
            this.name = name;
            this.command.addAll(Arrays.asList(command));
        }

        /** Adds arguments at the end of the command. */
        public Builder with(String... arguments) {
            command.addAll(Arrays.asList(arguments));
            return this;
        }

        /** Sets a variable of its environment. */
        public Builder environment(String variable, String value) {
            environment.put(variable, value);
            return this;
        }

        /** How long it may take until it is ready; 2 minutes if not said. */
        public Builder startup(Duration startup) {
            this.startup = startup;
            return this;
        }

        /** Starts it and waits until a line of its output contains a match. */
        public ServiceProcess startUntilItSays(String regex) {
            return new ServiceProcess(this, new Ready.Says(Pattern.compile(regex)));
        }

        /** Starts it and waits until a URL answers 2xx. */
        public ServiceProcess startUntilAnswers(URI url) {
            return new ServiceProcess(this, new Ready.Answers(url));
        }
    }

    /** A program that is not Java. */
    public static Builder program(String name, String... command) {
        return new Builder(name, command);
    }

    /** {@code java -jar}, with the JDK that runs the test; options of the JVM first, arguments by {@link Builder#with}. */
    public static Builder jar(String name, Path jar, String... options) {
        return new Builder(name, java()).with(options).with("-jar", jar.toString());
    }

    /** A main class on this test's own class path; options of the JVM first, arguments by {@link Builder#with}. */
    public static Builder main(String name, Class<?> main, String... options) {
        return new Builder(name, java())
                .with(options)
                .with("-cp", System.getProperty("java.class.path"), main.getName());
    }

    /** Starts it again with the same arguments, and waits until it is ready. */
    public void start() {
        if (process.filter(Process::isAlive).isPresent()) {
            return;
        }
        try {
            Files.createDirectories(log.getParent());
            startedAt = Files.exists(log) ? Files.size(log) : 0;
            var builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(environment);
            process = Optional.of(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + name, e);
        }
        awaitReady();
    }

    /** Kills it and what it started, in the middle of whatever they do, as {@code kill -9} does. */
    public void kill() {
        process.ifPresent(running -> {
            var descendants = running.descendants().toList();
            running.destroyForcibly();
            descendants.forEach(ProcessHandle::destroyForcibly);
            ended(running);
        });
    }

    /** Asks it to stop in order, and kills it after 30 seconds. */
    @Override
    public void close() {
        process.ifPresent(running -> {
            running.destroy();
            if (!ended(running)) {
                kill();
            }
        });
    }

    /** Whether it runs. */
    public boolean isAlive() {
        return process.filter(Process::isAlive).isPresent();
    }

    /** Its process id. */
    public long pid() {
        return process.orElseThrow().pid();
    }

    /** How it ended. */
    public int exitValue() {
        return process.orElseThrow().exitValue();
    }

    /** What it has written since it was last started. */
    public String output() {
        try (var in = Files.newInputStream(log)) {
            in.skipNBytes(startedAt);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The first group of the first match in its output, such as a port that it took.
     *
     * @throws AssertionError if it has written nothing like that
     */
    public String said(String regex) {
        Matcher matcher = Pattern.compile(regex).matcher(output());
        if (!matcher.find()) {
            throw new AssertionError(name + " has not said " + regex + "\n" + output());
        }
        return matcher.group(matcher.groupCount());
    }

    private void awaitReady() {
        Eventually.within(startup).until(name + " is ready, see " + log, () -> !isAlive() || isReady());
        if (!isAlive()) {
            throw new AssertionError(name + " ended with " + exitValue() + " before it was ready\n" + output());
        }
    }

    private boolean isReady() throws IOException {
        return switch (ready) {
            case Ready.Says(var line) -> line.matcher(output()).find();
            case Ready.Answers(var url) -> answers(url);
        };
    }

    private static boolean answers(URI url) throws IOException {
        var connection = (HttpURLConnection) url.toURL().openConnection();
        connection.setConnectTimeout(1000);
        connection.setReadTimeout(5000);
        try {
            return connection.getResponseCode() / 100 == 2;
        } finally {
            connection.disconnect();
        }
    }

    private static boolean ended(Process running) {
        try {
            return running.waitFor(STOP.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void deleteLog() {
        try {
            Files.deleteIfExists(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
