package org.valija.testkit;

import static java.util.stream.Collectors.joining;

import java.io.EOFException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.opentest4j.AssertionFailedError;
import org.valija.testkit.TranscriptLine.Says;

/** The connections of one transcript while it is played, what was said on them, and the names captured. */
public final class Conversation implements AutoCloseable {

    private static final Duration AFTERTHOUGHT = Duration.ofMillis(200);
    private static final int ENOUGH = 2000;

    private final Transcript transcript;
    private final Map<Integer, LineClient> clients = new TreeMap<>();
    private final Map<String, String> captured;
    private final List<String> said = new ArrayList<>();
    private boolean skipping;

    Conversation(Transcript transcript) {
        this.transcript = transcript;
        this.captured = new HashMap<>(transcript.names());
    }

    /**
     * Plays more lines on the connections that are open.
     *
     * @return what the names stand for by now
     */
    public Map<String, String> play(String transcriptLines) {
        var lines = TranscriptLine.read(transcriptLines);
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            switch (line.says()) {
                case CLIENT, CLIENT_RAW -> say(line);
                case SERVER -> expect(line);
                case SERVER_UNORDERED -> {
                    int first = i;
                    while (i + 1 < lines.size() && sameGroup(line, lines.get(i + 1))) {
                        i++;
                    }
                    expectInAnyOrder(lines.subList(first, i + 1));
                }
            }
        }
        return Map.copyOf(captured);
    }

    /** The connection of a client, for what a transcript cannot say; connected if it was not. */
    public LineClient client(int number) {
        return clients.computeIfAbsent(number, _ -> {
            var client =
                    LineClient.connect(transcript.host(), transcript.port()).timeout(transcript.timeout());
            return transcript.implicitTls() ? client.startTls() : client;
        });
    }

    @Override
    public void close() {
        clients.values().forEach(LineClient::close);
    }

    private static boolean sameGroup(TranscriptLine one, TranscriptLine other) {
        return other.says() == Says.SERVER_UNORDERED && other.client() == one.client();
    }

    private void say(TranscriptLine line) {
        String text = LinePattern.fill(line.text(), captured);
        run(line, () -> {
            var client = client(line.client());
            switch (text) {
                case "<starttls>" -> client.startTls();
                case "<close>" -> client.close();
                case "<reset>" -> client.reset();
                case "<end>" -> client.shutdownOutput();
                default -> client.send(Octets.of(line.says() == Says.CLIENT ? text + "\r\n" : text));
            }
            return client;
        });
        said.add(line.mark() + " " + text);
    }

    private void expect(TranscriptLine line) {
        switch (line.text()) {
            case "<close>" -> expectClose(line);
            case "<lines>" -> skipping = true;
            default -> {
                var pattern = new LinePattern(line.text(), captured);
                String actual = hear(line);
                while (skipping && pattern.match(actual).isEmpty()) {
                    said.add(line.mark() + " " + visible(actual));
                    actual = hear(line);
                }
                skipping = false;
                captured.putAll(pattern.match(actual).orElseThrow(mismatch(line, actual)));
                said.add(line.mark() + " " + visible(actual));
            }
        }
    }

    private void expectInAnyOrder(List<TranscriptLine> group) {
        var missing = new ArrayList<>(group);
        while (!missing.isEmpty()) {
            var next = missing.getFirst();
            String actual = hear(next);
            var found = missing.stream()
                    .filter(line -> match(line, actual).isPresent())
                    .findFirst()
                    .orElseThrow(mismatch(next, actual));
            captured.putAll(match(found, actual).orElseThrow());
            missing.remove(found);
            said.add(found.mark() + " " + visible(actual));
        }
    }

    private Optional<Map<String, String>> match(TranscriptLine line, String actual) {
        return new LinePattern(line.text(), captured).match(actual);
    }

    private String hear(TranscriptLine line) {
        return run(line, () -> client(line.client()).readLine());
    }

    private void expectClose(TranscriptLine line) {
        var client = client(line.client());
        while (!run(line, client::closesNow)) {
            if (!skipping) {
                throw failure(line, Octets.show(client.unread()), "the server did not close");
            }
            said.add(line.mark() + " " + visible(hear(line)));
        }
        skipping = false;
        said.add(line.toString());
    }

    private <T> T run(TranscriptLine line, Supplier<T> step) {
        try {
            return step.get();
        } catch (UncheckedIOException e) {
            throw failure(line, heardSoFar(line), reason(e));
        } catch (IllegalStateException e) {
            throw failure(line, heardSoFar(line), String.valueOf(e.getMessage()));
        }
    }

    private String reason(UncheckedIOException e) {
        return switch (e.getCause()) {
            case SocketTimeoutException _ ->
                "nothing more came within " + transcript.timeout().toMillis() + " ms";
            case EOFException _ -> "the server closed the connection";
            case null, default -> String.valueOf(e.getMessage());
        };
    }

    private String heardSoFar(TranscriptLine line) {
        var client = clients.get(line.client());
        return client == null ? "" : Octets.show(client.unread());
    }

    private Supplier<AssertionError> mismatch(TranscriptLine line, String actual) {
        return () -> failure(line, visible(actual), "the server said something else");
    }

    private AssertionError failure(TranscriptLine line, String actual, String reason) {
        String expected = LinePattern.fill(line.text(), captured);
        String message = """
                line %d of the transcript: %s
                %s
                expected %s %s
                but was  %s %s%s""".formatted(
                        line.number(),
                        reason,
                        said.stream().map(words -> "         " + words).collect(joining("\n")),
                        line.mark(),
                        expected,
                        line.mark(),
                        actual.isEmpty() ? "nothing" : actual,
                        afterthoughts(line));
        return new AssertionFailedError(message, expected, actual);
    }

    /** What else the server has to say, which often explains what went wrong. */
    private String afterthoughts(TranscriptLine line) {
        var more = new StringBuilder();
        var client = clients.get(line.client());
        if (client == null) {
            return "";
        }
        try {
            client.timeout(AFTERTHOUGHT);
            while (more.length() < ENOUGH) {
                String next = client.readLine();
                more.append("\n         ").append(line.mark()).append(' ').append(next);
            }
        } catch (UncheckedIOException nothingMore) {
            return more.toString();
        }
        return more.append(" ...").toString();
    }

    /** Makes a space at the end visible, which would otherwise be the difference nobody sees. */
    private static String visible(String text) {
        return text.endsWith(" ") ? text.substring(0, text.length() - 1) + "\\x20" : text;
    }
}
