package org.valija.imap;

import static java.util.stream.Collectors.joining;

import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What no client should send: each is answered as RFC 9051 says, and the connection works after it. */
class BadInputTest {

    private final ImapUser user = ImapUser.fresh();

    @Test
    void linesThatAreNoCommand() {
        user.play("""
                S: * OK <any>
                C:\s
                S: * BAD <any>
                C: a
                S: a BAD <any>
                C: a\s
                S: a BAD <any>
                C: a NONSENSE
                S: a BAD Unknown command
                C: a UID NOOP
                S: a BAD Unknown command
                C: a UID
                S: a BAD <any>
                C: * NOOP
                S: * BAD <any>
                C: + NOOP
                S: * BAD <any>
                C: a NOOP now
                S: a BAD <any>
                C| a NO\\x00OP\\x0d\\x0a
                S: a BAD <any>
                C| \\xff\\xfe\\x0d\\x0a
                S: * BAD <any>
                C: a  NOOP
                S: a BAD <any>
                C: b NOOP
                S: b OK <any>
                """);
    }

    @Test
    void lineTooLong() {
        user.play("""
                S: * OK <any>
                C: a NOOP %s
                S: * BAD Line too long
                C: b NOOP
                S: b OK <any>
                """.formatted("x".repeat(70_000)));
    }

    @Test
    void lineWithoutEnd() {
        try (var conversation = user.open()) {
            conversation.play("S: * OK <any>\n");
            var client = conversation.client(1);
            var octets = new byte[64 * 1024];
            Arrays.fill(octets, (byte) 'x');
            try {
                for (int i = 0; i < 40; i++) {
                    client.send(octets);
                }
            } catch (UncheckedIOException closed) {
                return;
            }
            conversation.play("""
                    S: <lines>
                    S: <close>
                    """);
        }
    }

    @Test
    void bareLineEnds() {
        user.play("""
                S: * OK <any>
                C| a NOOP\\x0ab NOOP\\x0d\\x0a
                S: * BAD <any>
                C| c NO\\x0dOP\\x0d\\x0a
                S: * BAD <any>
                C: d NOOP
                S: d OK <any>
                """);
    }

    @Test // RFC 7888, 4
    void literalBeyondTheLimitOfArguments() {
        user.playLoggedIn("""
                C: b CREATE {1000000}
                S: b BAD [TOOBIG] <any>
                C: c CREATE {70000+}
                C: %s
                S: c BAD [TOOBIG] <any>
                C: d SEARCH {99999999999999999999}
                S: d BAD <any>
                C: e CREATE {3+}
                C| a\\x00b\\x0d\\x0a
                S: e BAD <any>
                C: f CREATE {3+}
                C| \\xff\\xfe\\xfd\\x0d\\x0a
                S: f BAD <any>
                C: g NONSENSE {5+}
                C: a b c {2+}
                C: xx
                S: g BAD <any>
                C: h NOOP
                S: h OK <any>
                """.formatted("x".repeat(70_000)));
    }

    @Test
    void literalThatLies() {
        user.playLoggedIn("""
                C: b CREATE {3+}
                C: abcdef
                S: b BAD <any>
                C: c LIST "" {3+}
                C: xyz
                S: c OK <any>
                C: d CREATE {1+}
                C| \\x0d\\x0aa\\x0d\\x0a
                S: d BAD Bare CR or LF in a line
                C: e CREATE {1+}
                C: a%s
                S: e BAD Line too long
                C: f NOOP
                S: f OK <any>
                """.formatted("x".repeat(70_000)));
    }

    @Test
    void tooManyErrors() {
        user.play("S: * OK <any>\n" + "C: a NONSENSE\nS: a BAD <any>\n".repeat(20) + """
                C: a NONSENSE
                S: a BAD <any>
                S: * BYE Too many errors
                S: <close>
                """);
    }

    @Test
    void tooManyCommandsWithoutALogin() {
        user.play("S: * OK <any>\n" + "C: a NOOP\nS: a OK <any>\n".repeat(50) + """
                S: * BYE Too many commands without a login
                S: <close>
                """);
    }

    @Test // RFC 9051, 5.4
    void autologout() {
        try (var imap = new LiveImap(
                LiveImap.SHARED.mailboxes(),
                "imap.timeouts.autologout=300ms",
                "imap.timeouts.still-here=100ms",
                "imap.timeouts.login=250ms",
                "imap.timeouts.line=200ms")) {
            var idler = ImapUser.of(imap);
            idler.playLoggedIn("""
                    S: * BYE Autologout<any>
                    S: <close>
                    """);
            idler.playLoggedIn("""
                    C: b IDLE
                    S: + idling
                    S: * OK Still here
                    S: <lines>
                    S: * BYE Autologout<any>
                    S: <close>
                    """);
            idler.play("""
                    S: * OK <any>
                    S: * BYE Autologout<any>
                    S: <close>
                    """);
            idler.playLoggedIn("""
                    C| b NOO
                    S: * BYE <any>
                    S: <close>
                    """);
            idler.playLoggedIn("""
                    C: b APPEND INBOX {400+}
                    C: a: b
                    S: * BYE <any>
                    S: <close>
                    """);
        }
    }

    @Test
    void deepAndLongArguments() {
        user.having("a: 1\n\n").playSelected("""
                C: c SEARCH %s SEEN
                S: c NO [LIMIT] <any>
                C: d SEARCH %s
                S: d NO [LIMIT] <any>
                C: e UID FETCH %s FLAGS
                S: e OK <any>
                C: f FETCH 1 (%sFLAGS)
                S: * 1 FETCH (<any>)
                S: f OK <any>
                C: g ID (%s"a" "b")
                S: g NO [LIMIT] <any>
                C: h STORE 1 +FLAGS (%s)
                S: h NO [LIMIT] Too many keywords, or too long
                C: i APPEND INBOX (%s) {4+}
                C: a: b
                S: i NO [LIMIT] Too many keywords, or too long
                C: j ENABLE IMAP4rev2
                S: * ENABLED IMAP4rev2
                S: j OK <any>
                C: k STORE 1 +FLAGS (%s)
                S: k NO [LIMIT] Too many keywords, or too long
                C: l FETCH 1 FLAGS
                S: * 1 FETCH (FLAGS ())
                S: l OK <any>
                """.formatted(
                        "(".repeat(1000),
                        "NOT ".repeat(1000) + "SEEN",
                        "7,".repeat(10_000) + "7",
                        "FLAGS ".repeat(1000),
                        "\"a\" \"b\" ".repeat(100),
                        "x".repeat(101),
                        "x".repeat(101),
                        IntStream.range(0, 501).mapToObj(i -> "k" + i).collect(joining(" "))));
    }
}
