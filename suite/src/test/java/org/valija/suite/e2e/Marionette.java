package org.valija.suite.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Drives a program of Mozilla by its protocol for that, Marionette: JSON behind its length and a colon. Each command is
 * {@code [0, id, name, parameters]}, its answer {@code [1, id, error, result]}. One thread's.
 */
final class Marionette implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    /** How long a script may run, less than a read may take. */
    private static final Duration SCRIPT = Duration.ofSeconds(100);

    private static final Duration READ = Duration.ofMinutes(2);

    private final Socket socket;
    private final InputStream in;
    private int commands;

    private Marionette(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    /** Connects, and begins a session whose scripts may do whatever the program itself may. */
    static Marionette connect(int port) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        try {
            socket.setSoTimeout((int) READ.toMillis());
            var marionette = new Marionette(socket);
            // What it is, and which version of the protocol it speaks
            marionette.read();
            marionette.command("WebDriver:NewSession", Map.of());
            marionette.command("WebDriver:SetTimeouts", Map.of("script", SCRIPT.toMillis()));
            marionette.command("Marionette:SetContext", Map.of("value", "chrome"));
            return marionette;
        } catch (IOException | RuntimeException | AssertionError e) {
            socket.close();
            throw e;
        }
    }

    /**
     * Runs the body of a function, which may return a promise.
     *
     * @return what it returned, or what it promised
     * @throws AssertionError if it failed
     */
    JsonNode run(String script, List<?> arguments) {
        try {
            return command("WebDriver:ExecuteScript", Map.of("script", script, "args", arguments, "newSandbox", false))
                    .get("value");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tells the program to end without asking anything. */
    void quit() throws IOException {
        command("Marionette:Quit", Map.of("flags", List.of("eForceQuit")));
    }

    private JsonNode command(String name, Map<String, ?> parameters) throws IOException {
        byte[] command = JSON.writeValueAsBytes(List.of(0, ++commands, name, parameters));
        var out = socket.getOutputStream();
        out.write((command.length + ":").getBytes(UTF_8));
        out.write(command);
        out.flush();
        var answer = read();
        var error = answer.get(2);
        if (!error.isNull()) {
            throw new AssertionError(name + " failed: " + error.get("message").asString() + "\n"
                    + error.get("stacktrace").asString());
        }
        return answer.get(3);
    }

    private JsonNode read() throws IOException {
        int length = 0;
        for (int octet = in.read(); octet != ':'; octet = in.read()) {
            if (octet < '0' || octet > '9') {
                throw new EOFException("no length but " + octet);
            }
            length = 10 * length + octet - '0';
        }
        return JSON.readTree(in.readNBytes(length));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
