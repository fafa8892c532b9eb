package org.valija.pop3;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.valija.pop3.command.Commands;
import org.valija.pop3.parse.SyntaxException;
import org.valija.testkit.LineClient;
import org.valija.testkit.Octets;

/** Random lines, in every state, get an answer or a close, and delete nothing without QUIT. */
class FuzzTest {

    private static final int LINES = 300;

    /** What commands are made of, so that random lines get past their first word. */
    private static final List<String> WORDS = List.of(
            "QUIT",
            "STAT",
            "LIST",
            "RETR",
            "DELE",
            "NOOP",
            "RSET",
            "TOP",
            "UIDL",
            "USER",
            "PASS",
            "CAPA",
            "STLS",
            "AUTH",
            "UTF8",
            "LANG",
            "APOP",
            "XTND",
            "retr",
            "Dele",
            "PLAIN",
            "LOGIN",
            "SCRAM-SHA-256",
            "=",
            "*",
            "AGFubgBzZWNyZXQ=",
            "biwsbj11c2VyLHI9YWJj",
            "en",
            "i-default",
            "1",
            "2",
            "3",
            "0",
            "-1",
            "01",
            "2147483647",
            "2147483648",
            "99999999999999999999",
            "ann@example.org",
            "@",
            "",
            " ",
            "\\t",
            "\\x00",
            "\\xff",
            "\\xc3\\xa4",
            "\\x0d",
            "\\x0a",
            ".",
            "..",
            "1 1",
            "+OK",
            "-ERR");

    private final LivePop3 pop3 = LivePop3.shared();

    /** How far the session has come before the random lines. */
    enum Before {
        AUTHORIZATION,
        TRANSACTION
    }

    private static String line(Random random) {
        return Stream.generate(() -> WORDS.get(random.nextInt(WORDS.size())))
                .limit(1 + random.nextInt(4))
                .collect(Collectors.joining(random.nextInt(8) == 0 ? "" : " "));
    }

    @Test // the parser gives a command or says what is wrong, and nothing else
    void anyLineIsACommandOrASyntaxError() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int i = 0; i < 200_000; i++) {
            var line = random.nextBoolean() ? octets(random) : text(line(random));
            try {
                assertThat(Commands.read(line)).isNotNull();
            } catch (SyntaxException e) {
                assertThat(e).as("seed %d", seed).hasMessageMatching("[ -~]+");
            }
            if (line.regionMatches(true, 0, "AUTH ", 0, 5) || line.regionMatches(true, 0, "PASS ", 0, 5)) {
                assertThat(Commands.withoutSecrets(line)).doesNotContain("AGFubgBzZWNyZXQ=");
            }
        }
    }

    private static String text(String escaped) {
        return new String(Octets.of(escaped), StandardCharsets.ISO_8859_1);
    }

    private static String octets(Random random) {
        var octets = new byte[random.nextInt(40)];
        random.nextBytes(octets);
        return new String(octets, StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @EnumSource
    void randomLinesAreAnsweredOrEndTheSession(Before state) {
        var owner = pop3.owner("Subject: a\n\nb", "Subject: c\n\nd");
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int sent = 0; sent < LINES; ) {
            var lines = Stream.generate(() -> line(random))
                    .limit(20)
                    .filter(line -> !line.toUpperCase(Locale.ROOT).startsWith("QUIT"))
                    .toList();
            sent += lines.size();
            var replies = talk(owner, state, lines);
            assertThat(replies.lines().filter(FuzzTest::isStatus))
                    .as("seed %d: %s", seed, lines)
                    .isNotEmpty();
            assertThat(replies).as("seed %d: %s", seed, lines).doesNotContain("Exception", "org.valija");
        }
        assertThat(pop3.maildrop(owner)).as("seed %d", seed).contains("+OK 2 34");
    }

    private static boolean isStatus(String line) {
        return line.startsWith("+OK") || line.startsWith("-ERR") || line.startsWith("+ ");
    }

    /** Says it all at once and hears what comes until the server closes. */
    private String talk(LivePop3.Owner owner, Before state, List<String> lines) {
        try (var client = LineClient.connect(pop3.port("pop3"))) {
            assertThat(client.readLine()).startsWith("+OK");
            if (state == Before.TRANSACTION) {
                client.send("USER " + owner.address() + "\r\nPASS " + LivePop3.PASSWORD);
                assertThat(client.readLine()).startsWith("+OK");
                assertThat(client.readLine())
                        .satisfiesAnyOf(
                                reply -> assertThat(reply).startsWith("+OK"),
                                reply -> assertThat(reply).startsWith("-ERR [IN-USE]"));
            }
            client.send(Octets.of(
                    lines.stream().map(line -> line + "\r\n").collect(Collectors.joining("", "", "NOOP\r\n"))));
            client.shutdownOutput();
            return new String(client.readToClose(), StandardCharsets.ISO_8859_1);
        }
    }
}
