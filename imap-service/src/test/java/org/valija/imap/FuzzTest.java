package org.valija.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.valija.testkit.Conversation;
import org.valija.testkit.LineClient;

/** Random lines, in every state, get an answer or a close; and commands may come in any pieces. */
class FuzzTest {

    private static final int LINES = 400;

    /** What commands are made of, so that random lines get past their first word. */
    private static final List<String> WORDS = List.of(
            "CAPABILITY",
            "NOOP",
            "ID",
            "LOGIN",
            "AUTHENTICATE",
            "PLAIN",
            "SELECT",
            "EXAMINE",
            "CREATE",
            "DELETE",
            "RENAME",
            "SUBSCRIBE",
            "LIST",
            "LSUB",
            "STATUS",
            "APPEND",
            "CHECK",
            "CLOSE",
            "EXPUNGE",
            "SEARCH",
            "FETCH",
            "STORE",
            "COPY",
            "MOVE",
            "UID",
            "UNSELECT",
            "NAMESPACE",
            "INBOX",
            "Trash",
            "1",
            "1:*",
            "*",
            "2,1",
            "0",
            "4294967295",
            "4294967296",
            "(",
            ")",
            "()",
            "FLAGS",
            "+FLAGS",
            "-FLAGS.SILENT",
            "(\\Seen)",
            "\\Deleted",
            "work",
            "BODY[]",
            "BODY.PEEK[1.MIME]<0.5>",
            "ENVELOPE",
            "ALL",
            "BODYSTRUCTURE",
            "(FLAGS UID)",
            "SEEN",
            "NOT",
            "OR",
            "CHARSET",
            "UTF-8",
            "SUBJECT",
            "HEADER",
            "SINCE",
            "1-Jan-2000",
            "\"\"",
            "\"a b\"",
            "\"",
            "\\",
            "%",
            "{0+}",
            "{3}",
            "{3+}",
            "{",
            "}",
            "[",
            "]",
            "<",
            ">",
            "&",
            "&-",
            "&AOQ-",
            "~",
            "NIL",
            "ä",
            "\\x00",
            "\\xff",
            "\\x01",
            "\\x0d",
            "(MESSAGES UIDNEXT)",
            "\" 1-Jan-2000 00:00:00 +0000\"",
            ",",
            ":",
            "=",
            "!",
            "$");

    /** How far the session has come before the random lines. */
    enum Before {
        LOGIN(""),
        SELECT("C: a LOGIN {user} opensesame\nS: a OK <any>\n"),
        LOGOUT("C: a LOGIN {user} opensesame\nS: a OK <any>\nC: b SELECT INBOX\nS: <lines>\nS: b OK <any>\n");

        private final String lines;

        Before(String lines) {
            this.lines = lines;
        }
    }

    private final ImapUser user = ImapUser.fresh().having("Subject: one\n\nbody\n", "Subject: two\n\nbody\n");

    @ParameterizedTest
    @EnumSource
    void randomLinesAreAnsweredOrEndTheConnection(Before state) {
        long seed = System.nanoTime();
        var random = new Random(seed);
        int sent = 0;
        while (sent < LINES) {
            try (var conversation = begin(state)) {
                sent += talk(conversation.client(1), random);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
        // And the service is as well as before
        user.playSelected("C: c NOOP\nS: <lines>\nS: c OK <any>\n");
    }

    private Conversation begin(Before state) {
        var conversation = user.open();
        conversation.play("S: * OK <any>\n" + state.lines);
        return conversation;
    }

    /** @return how many lines were sent until the server closed, or enough were */
    private static int talk(LineClient client, Random random) {
        for (int i = 1; i <= 30; i++) {
            try {
                client.send("t" + i + " " + line(random));
                // The line may have announced a literal, which begins with what comes next
                client.send("\r\nrest NOOP");
                client.send("mark" + i + " NOOP");
                if (!answered(client, "mark" + i)) {
                    return i;
                }
            } catch (UncheckedIOException e) {
                // Closed it may be, but not silent
                assertThat(e.getCause()).isNotInstanceOf(SocketTimeoutException.class);
                return i;
            }
        }
        return 30;
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
