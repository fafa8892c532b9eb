package org.valija.pop3;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The TRANSACTION state: RFC 1939, 5 and 7. */
class TransactionTest {

    private static final String ONE = "Subject: one\n\nfirst\n.dot\n..two dots\n.";
    private static final String TWO = "Subject: two\nX: y\n\na\nb\nc\nd";

    private final LivePop3 pop3 = LivePop3.shared();

    @Test // RFC 1939, 5
    void statAndListTellNumbersAndSizes() {
        pop3.playLoggedIn(pop3.owner(ONE, TWO), """
                C: STAT
                S: +OK 2 78
                C: LIST
                S: +OK 2 messages (78 octets)
                S: 1 44
                S: 2 34
                S: .
                C: LIST 2
                S: +OK 2 34
                C: list 1
                S: +OK 1 44
                C: LIST 3
                S: -ERR no such message, only 2 messages in maildrop
                """);
    }

    @Test // RFC 1939, 5
    void anEmptyMaildropIsNoError() {
        pop3.playLoggedIn(pop3.owner(), """
                C: STAT
                S: +OK 0 0
                C: LIST
                S: +OK 0 messages (0 octets)
                S: .
                C: UIDL
                S: +OK <any>
                S: .
                C: RETR 1
                S: -ERR no such message, only 0 messages in maildrop
                """);
    }

    @Test // RFC 1939, 7
    void uidlNamesMessagesForEver() {
        var owner = pop3.owner(ONE, TWO);
        var ids = pop3.playLoggedIn(owner, """
                C: UIDL
                S: +OK unique-id listing follows
                S: 1 <word:one>
                S: 2 <word:two>
                S: .
                C: UIDL 2
                S: +OK 2 {two}
                C: UIDL 3
                S: -ERR no such message, only 2 messages in maildrop
                C: DELE 1
                S: +OK message 1 deleted
                C: UIDL
                S: +OK unique-id listing follows
                S: 2 {two}
                S: .
                C: QUIT
                S: +OK bye
                S: <close>
                """);
        assertThat(ids.get("one")).isNotEqualTo(ids.get("two")).matches("[!-~]{1,70}");
        assertThat(pop3.maildrop(owner)).contains("1 " + ids.get("two"));
    }

    @Test // RFC 1939, 5; 3: byte-stuffing
    void retrSendsTheMessageDotStuffed() {
        pop3.playLoggedIn(pop3.owner(ONE, TWO), """
                C: RETR 1
                S: +OK 44 octets
                S: Subject: one
                S:
                S: first
                S: ..dot
                S: ...two dots
                S: ..
                S: .
                C: RETR 2
                S: +OK 34 octets
                S: Subject: two
                S: X: y
                S:
                S: a
                S: b
                S: c
                S: d
                S: .
                C: RETR 1
                S: +OK 44 octets
                S: <lines>
                S: .
                C: NOOP
                S: +OK nothing done
                """);
    }

    @Test // RFC 1939, 7
    void topSendsTheHeaderAndSomeLines() {
        pop3.playLoggedIn(pop3.owner(ONE, TWO), """
                C: TOP 2 0
                S: +OK top of message follows
                S: Subject: two
                S: X: y
                S:
                S: .
                C: TOP 2 2
                S: +OK top of message follows
                S: Subject: two
                S: X: y
                S:
                S: a
                S: b
                S: .
                C: TOP 1 2
                S: +OK top of message follows
                S: Subject: one
                S:
                S: first
                S: ..dot
                S: .
                C: TOP 2 99999999999
                S: +OK top of message follows
                S: Subject: two
                S: X: y
                S:
                S: a
                S: b
                S: c
                S: d
                S: .
                C: TOP 3 1
                S: -ERR no such message, only 2 messages in maildrop
                C: RETR 2
                S: +OK 34 octets
                S: Subject: two
                S: <lines>
                S: .
                """);
    }

    @Test // RFC 1939, 7: lines longer than a line may be
    void topCountsLinesHoweverLongTheyAre() {
        var line = "x".repeat(3000);
        var owner = pop3.owner("Subject: long\n\n" + line + "\n" + line + "\nlast");
        pop3.playLoggedIn(owner, """
                C: TOP 1 2
                S: +OK top of message follows
                S: Subject: long
                S:
                S: LINE
                S: LINE
                S: .
                C: TOP 1 1
                S: +OK top of message follows
                S: Subject: long
                S:
                S: LINE
                S: .
                """.replace("LINE", line));
    }

    @Test // RFC 1939, 5 and 6
    void deleTakesEffectAtQuit() {
        var owner = pop3.owner(ONE, TWO, ONE);
        pop3.playLoggedIn(owner, """
                C: DELE 1
                S: +OK message 1 deleted
                C: STAT
                S: +OK 2 78
                C: LIST
                S: +OK 2 messages (78 octets)
                S: 2 34
                S: 3 44
                S: .
                C: RETR 1
                S: -ERR message 1 is deleted
                C: DELE 1
                S: -ERR message 1 is deleted
                C: TOP 1 1
                S: -ERR message 1 is deleted
                C: UIDL 1
                S: -ERR message 1 is deleted
                C: LIST 1
                S: -ERR message 1 is deleted
                C: DELE 3
                S: +OK message 3 deleted
                C: QUIT
                S: +OK bye
                S: <close>
                """);
        assertThat(pop3.maildrop(owner)).contains("+OK 1 34");
    }

    @Test // RFC 1939, 5
    void rsetTakesBackAllMarks() {
        var owner = pop3.owner(ONE, TWO);
        pop3.playLoggedIn(owner, """
                C: DELE 1
                S: +OK message 1 deleted
                C: DELE 2
                S: +OK message 2 deleted
                C: STAT
                S: +OK 0 0
                C: RSET
                S: +OK maildrop has 2 messages (78 octets)
                C: RETR 1
                S: +OK 44 octets
                S: <lines>
                S: .
                C: QUIT
                S: +OK bye
                S: <close>
                """);
        assertThat(pop3.maildrop(owner)).contains("+OK 2 78");
    }

    @Test // RFC 1939, 4: the maildrop as it was at login
    void mailThatComesLaterIsForTheNextSession() {
        var owner = pop3.owner(ONE);
        try (var conversation = pop3.transcript(owner).open()) {
            conversation.play("""
                    S: +OK <any>
                    C: USER {user}
                    S: +OK <any>
                    C: PASS {pass}
                    S: +OK maildrop has 1 messages (44 octets)
                    """);
            pop3.deliver(owner, LivePop3.crlf(TWO));
            conversation.play("""
                    C: STAT
                    S: +OK 1 44
                    C: RETR 2
                    S: -ERR no such message, only 1 messages in maildrop
                    C: DELE 1
                    S: +OK <any>
                    C: QUIT
                    S: +OK bye
                    S: <close>
                    """);
        }
        assertThat(pop3.maildrop(owner)).contains("+OK 1 34");
    }

    @Test // RFC 2449, 6.6
    void manyCommandsMayBeSentAtOnce() {
        var owner = pop3.owner(
                IntStream.range(0, 30).mapToObj(i -> "Subject: " + i + "\n\nx").toArray(String[]::new));
        var commands = IntStream.rangeClosed(1, 30)
                .mapToObj(i -> "C: RETR " + i + "\n")
                .collect(Collectors.joining());
        var replies = IntStream.rangeClosed(1, 30)
                .mapToObj(i -> "S: +OK <n> octets\nS: Subject: " + (i - 1) + "\nS: \nS: x\nS: .\n")
                .collect(Collectors.joining());
        pop3.playLoggedIn(owner, commands + replies + "C: QUIT\nS: +OK bye\nS: <close>\n");
    }

    @Test // what follows QUIT is not looked at: RFC 1939, 6
    void nothingComesAfterQuit() {
        var owner = pop3.owner(ONE);
        pop3.playLoggedIn(owner, """
                C| QUIT\\x0d\\x0aDELE 1\\x0d\\x0aSTAT\\x0d\\x0a
                S: +OK bye
                S: <close>
                """);
        assertThat(pop3.maildrop(owner)).contains("+OK 1 44");
    }
}
