package org.valija.line;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.CopyOnWriteArrayList;
import org.valija.line.tls.TlsSession;

/** A protocol of a few commands, one for each thing that a connection offers. Echoes what it does not know. */
final class ToyProtocol implements ConnectionHandler {

    /** The connections being served, in the order they came. */
    final CopyOnWriteArrayList<LineConnection> open = new CopyOnWriteArrayList<>();

    /** Those turned away: the trace, and why. */
    final CopyOnWriteArrayList<String> refused = new CopyOnWriteArrayList<>();

    volatile Duration readTimeout = Duration.ofSeconds(30);

    @Override
    public void serve(LineConnection connection) throws IOException {
        open.add(connection);
        connection.readTimeout(readTimeout);
        connection.writeLine("hello");
        try {
            while (serve(connection, next(connection))) {
                // until it says no
            }
        } catch (StoppingException _) {
            connection.writeLine("bye: stopping");
        } catch (IdleTimeoutException _) {
            connection.writeLine("bye: idle");
        } finally {
            open.remove(connection);
        }
    }

    private static String next(LineConnection connection) throws IOException {
        while (true) {
            try {
                return connection.readLine().latin1();
            } catch (LineException e) {
                connection.writeLine("error: " + e.getClass().getSimpleName());
            }
        }
    }

    private static boolean serve(LineConnection connection, String line) throws IOException {
        var words = line.split(" ");
        switch (words[0]) {
            case "ADDRESS" ->
                connection.writeLine(connection.client().getAddress().getHostAddress() + ":"
                        + connection.client().getPort() + " tls=" + connection.isTls());
            case "BINDING" ->
                connection.writeLine(connection
                        .tls()
                        .flatMap(TlsSession::channelBinding)
                        .map(HexFormat.of()::formatHex)
                        .orElse("none"));
            case "STARTTLS" -> {
                connection.writeLine("go ahead");
                connection.startTls();
            }
            case "LITERAL" -> {
                var octets = connection.literal(Long.parseLong(words[1])).readAllBytes();
                connection.writeLine("literal: " + HexFormat.of().formatHex(octets));
            }
            case "DATA" -> {
                connection.writeLine("send it");
                var message = connection.dotStuffed();
                long size = message.transferTo(OutputStream.nullOutputStream());
                connection.writeLine("message: " + size + (message.hasBareLineEnds() ? " bare" : ""));
            }
            case "LEAVE" -> connection.dotStuffed().read();
            case "IDLE" -> connection.writeLine("idle: " + connection.awaitInput(Duration.parse(words[1])));
            case "WAIT" -> connection.writeLine("wait: " + connection.awaitCommand(Duration.parse(words[1])));
            case "FLOOD" -> connection.out().write(new byte[Integer.parseInt(words[1])]);
            case "SECRET" -> {
                connection.writeLine("secret?");
                connection.writeLine(
                        "secret of " + connection.readSecretLine(100).length());
            }
            case "FAIL" -> throw new IllegalStateException("what nobody must see");
            case "QUIT" -> {
                connection.writeLine("bye");
                return false;
            }
            default -> connection.write(("echo " + line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        }
        return true;
    }

    @Override
    public String refusal() {
        return "too many";
    }

    @Override
    public void refused(LineConnection connection, Refusal refusal) {
        refused.add(TraceId.current() + " " + connection.client().getAddress().getHostAddress() + " " + refusal);
    }

    @Override
    public String withoutSecrets(String line) {
        return line.startsWith("PASS ") ? "PASS <secret>" : line;
    }
}
