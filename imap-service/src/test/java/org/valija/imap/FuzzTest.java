package org.valija.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.valija.testkit.Conversation;
import org.valija.testkit.LineClient;

/**
 * Random lines, in every state, get an answer or a close. What once got none is a case in {@code FuzzTestCases}, one file each,
 * which every build sends again in every state.
 */
class FuzzTest {

    private static final int LINES = 150;
    private static final int LINES_OF_A_SESSION = 30;

    private static final Path CASES = Path.of("src/test/resources/org/valija/imap/FuzzTestCases");

    /** What commands are made of, so that random lines get past their first word: those of CommandsFuzzTest. */
    private static final List<String> WORDS = words();

    private static List<String> words() {
        try (var dictionary = FuzzTest.class.getResourceAsStream("command/commands.dict")) {
            return new String(Objects.requireNonNull(dictionary).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.substring(1, line.length() - 1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How far the session has come before the random lines. */
    enum Before {
        LOGIN,
        SELECT("LOGIN {user} opensesame"),
        SELECTED("LOGIN {user} opensesame", "SELECT INBOX"),
        EXAMINED("LOGIN {user} opensesame", "EXAMINE INBOX"),
        QRESYNC("LOGIN {user} opensesame", "ENABLE CONDSTORE QRESYNC", "SELECT INBOX"),
        UTF8("LOGIN {user} opensesame", "ENABLE UTF8=ACCEPT", "SELECT INBOX"),
        REV2("LOGIN {user} opensesame", "ENABLE IMAP4rev2 QRESYNC", "SELECT INBOX", "SEARCH RETURN (SAVE) ALL"),
        COMPRESSED("LOGIN {user} opensesame", "SELECT INBOX", "COMPRESS DEFLATE");

        private final String[] commands;

        Before(String... commands) {
            this.commands = commands;
        }

        Conversation begin(ImapUser user) {
            var conversation = user.open();
            conversation.play("S: * OK <any>\n");
            for (var command : commands) {
                conversation.play("C: a " + command + "\nS: <lines>\nS: a OK <any>\n");
            }
            if (this == COMPRESSED) {
                conversation.client(1).deflate();
            }
            return conversation;
        }
    }

    private final ImapUser user = ImapUser.fresh().having("Subject: one\n\nbody\n", "Subject: two\n\nbody\n");

    @ParameterizedTest
    @EnumSource
    void randomLinesAreAnsweredOrEndTheConnection(Before state) {
        var random = new Random(Long.getLong("imap.fuzz.seed", System.nanoTime()));
        int sent = 0;
        while (sent < LINES) {
            var lines = new ArrayList<String>();
            for (int i = 0; i < LINES_OF_A_SESSION; i++) {
                lines.add(line(random));
            }
            sent += send(state, lines);
        }
        // And the service is as well as before
        user.playSelected("C: c NOOP\nS: <lines>\nS: c OK <any>\n");
    }

    @ParameterizedTest
    @EnumSource
    void whatWasFoundOnceIsAnswered(Before state) throws IOException {
        try (var cases = Files.list(CASES)) {
            var files = cases.sorted().toList();
            assertThat(files).isNotEmpty();
            for (var file : files) {
                send(state, Files.readAllLines(file));
            }
        }
    }

    /** @return how many lines were sent until the server closed */
    private int send(Before state, List<String> lines) {
        int sent = 0;
        try (var conversation = state.begin(user)) {
            var client = conversation.client(1);
            for (var line : lines) {
                sent++;
                client.send("t" + sent + " " + line);
                // The line may have announced a literal, which begins with what comes next
                client.send("\r\nrest NOOP");
                client.send("mark" + sent + " NOOP");
                if (!answered(client, "mark" + sent)) {
                    return sent;
                }
            }
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof SocketTimeoutException) {
                throw new AssertionError(report(state, lines.subList(0, sent)), e);
            }
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(report(state, lines.subList(0, sent)), e);
        }
        return sent;
    }

    private static String report(Before state, List<String> lines) {
        return "in state " + state + ", to be kept as a file in " + CASES + ":\n" + String.join("\n", lines);
    }

    private static boolean answered(LineClient client, String tag) {
        while (true) {
            var line = client.readLine();
            assertThat(line).doesNotContain("Exception", "org.valija", "java.");
            if (line.startsWith("* BYE")) {
                assertThat(line).doesNotContain("SERVERBUG");
                return false;
            }
            if (line.startsWith(tag + " OK") || line.startsWith(tag + " BAD")) {
                return true;
            }
        }
    }

    private static String line(Random random) {
        var line = new StringBuilder(WORDS.get(random.nextInt(WORDS.size())));
        for (int i = random.nextInt(6); i > 0; i--) {
            line.append(random.nextInt(8) == 0 ? "" : " ").append(WORDS.get(random.nextInt(WORDS.size())));
        }
        return line.toString();
    }
}
