package org.valija.pop3;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.valija.testkit.LineClient;
import org.valija.testkit.Transcript;

/** What no client should send: each has its answer, and the session goes on. */
class BadInputTest {

    private final LivePop3 pop3 = LivePop3.shared();

    @ParameterizedTest // RFC 1939, 3 and 5
    @CsvSource(delimiter = '|', textBlock = """
            RETR 0               | -ERR message numbers begin with 1
            RETR -1              | -ERR usage: RETR msg
            RETR 2               | -ERR no such message, only 1 messages in maildrop
            RETR 4294967297      | -ERR no such message, only 1 messages in maildrop
            RETR 1 1             | -ERR usage: RETR msg
            RETR                 | -ERR usage: RETR msg
            RETR one             | -ERR usage: RETR msg
            DELE 0               | -ERR message numbers begin with 1
            DELE 2147483647      | -ERR no such message, only 1 messages in maildrop
            TOP 1                | -ERR usage: TOP msg n
            TOP 1 -1             | -ERR usage: TOP msg n
            LIST 1 LIST          | -ERR usage: LIST [msg]
            UIDL 99999999999999  | -ERR no such message, only 1 messages in maildrop
            STAT 1               | -ERR usage: STAT
            QUIT 1               | -ERR usage: QUIT
            XTND                 | -ERR unknown command
            USER bob@example.org | -ERR already logged in
            PASS again           | -ERR already logged in
            AUTH PLAIN           | -ERR already logged in
            STLS                 | -ERR already logged in
            UTF8                 | -ERR already logged in
            RETR 00000000000002  | -ERR no such message, only 1 messages in maildrop
            RETR +1              | -ERR usage: RETR msg
            RETR 1.0             | -ERR usage: RETR msg
            RETR 0x1             | -ERR usage: RETR msg
            RETR \\xd9\\xa1      | -ERR usage: RETR msg
            RETR  1              | -ERR usage: RETR msg
            DELE                 | -ERR usage: DELE msg
            DELE 1 2             | -ERR usage: DELE msg
            DELE -1              | -ERR usage: DELE msg
            LIST 0               | -ERR message numbers begin with 1
            LIST x               | -ERR usage: LIST [msg]
            UIDL -1              | -ERR usage: UIDL [msg]
            UIDL 1 2             | -ERR usage: UIDL [msg]
            TOP                  | -ERR usage: TOP msg n
            TOP 0 1              | -ERR message numbers begin with 1
            TOP 1 x              | -ERR usage: TOP msg n
            TOP 1 1 1            | -ERR usage: TOP msg n
            TOP 7 1              | -ERR no such message, only 1 messages in maildrop
            NOOP 1               | -ERR usage: NOOP
            RSET 1               | -ERR usage: RSET
            CAPA 1               | -ERR usage: CAPA
            LANG a b             | -ERR usage: LANG [language-range]
            APOP ann c4c9334bac  | -ERR unknown command
            RETR\\x091            | -ERR unknown command
            """)
    void isAnswered(String line, String reply) {
        var owner = pop3.owner("Subject: a\n\nb");
        pop3.playLoggedIn(owner, """
                C: %s
                S: %s
                C: STAT
                S: +OK 1 17
                """.formatted(line, reply));
    }

    @ParameterizedTest // before login
    @CsvSource(delimiter = '|', textBlock = """
            STAT                 | -ERR log in first
            LIST                 | -ERR log in first
            RETR 1               | -ERR log in first
            DELE 1               | -ERR log in first
            NOOP                 | -ERR log in first
            RSET                 | -ERR log in first
            TOP 1 0              | -ERR log in first
            UIDL                 | -ERR log in first
            RETR 0               | -ERR message numbers begin with 1
            USER                 | -ERR usage: USER name
            USER a b             | -ERR usage: USER name
            PASS                 | -ERR usage: PASS string
            PASS x               | -ERR send USER first
            QUIT now             | -ERR usage: QUIT
            STLS 1               | -ERR usage: STLS
            UTF8 1               | -ERR usage: UTF8
            AUTH X Y Z           | -ERR usage: AUTH [mechanism [initial-response]]
            AUTH NTLM            | -ERR unknown mechanism
            HELO                 | -ERR unknown command
            GET / HTTP/1.1       | -ERR unknown command
            """)
    void isAnsweredBeforeLogin(String line, String reply) {
        Transcript.on(pop3.port("pop3")).play("""
                S: +OK <any>
                C: %s
                S: %s
                C: CAPA
                S: +OK <any>
                """.formatted(line, reply));
    }

    @Test // RFC 2449, 4: a command line has at most 255 octets, but for what a password or a response needs
    void aLongCommandIsAnsweredAndTheSessionGoesOn() {
        pop3.playLoggedIn(pop3.owner("Subject: a\n\nb"), """
                C: RETR %s1
                S: +OK 17 octets
                S: <lines>
                S: .
                C: NOOP %s
                S: -ERR usage: NOOP
                C: %s
                S: -ERR unknown command
                C: %s
                S: -ERR line longer than 8192 octets
                C: STAT
                S: +OK 1 17
                """.formatted(
                        "0".repeat(600), "x".repeat(600), "y".repeat(600), "z".repeat(9_000)));
    }

    @Test // RFC 2449, 4
    void linesMayBeLongButNotOverlong() {
        var name = "x".repeat(8192 - "USER ".length());
        Transcript.on(pop3.port("pop3")).play("""
                S: +OK <any>
                C: USER NAME
                S: +OK send PASS
                C: USER NAMEy
                S: -ERR <any>
                C: CAPA
                S: +OK <any>
                """.replace("NAME", name));
    }

    @Test // RFC 1939, 3: only CRLF ends a command
    void bareLineEndsAndNulAreRefused() {
        var owner = pop3.owner("Subject: a\n\nb");
        pop3.playLoggedIn(owner, """
                C| DELE 1\\x0aSTAT\\x0d\\x0a
                S: -ERR bare CR or LF in a line
                C| DELE 1\\x0dSTAT\\x0d\\x0a
                S: -ERR bare CR or LF in a line
                C: DELE 1\\x00
                S: -ERR <any>
                C: \\x00\\x00
                S: -ERR unknown command
                C:
                S: -ERR unknown command
                C: STAT
                S: +OK 1 17
                """);
    }

    @Test
    void aFloodOfCommandsIsAnsweredInOrder() {
        try (var client = LineClient.connect(pop3.port("pop3"))) {
            int count = 5_000;
            Thread.ofVirtual().start(() -> client.send("CAPA\r\n".repeat(count).getBytes(StandardCharsets.US_ASCII)));
            assertThat(client.readLine()).startsWith("+OK POP3");
            int ends = 0;
            while (ends < count) {
                ends += client.readLine().equals(".") ? 1 : 0;
            }
            client.send("QUIT");
            assertThat(client.readLine()).isEqualTo("+OK bye");
        }
    }

    @Test
    void aFloodOfNonsenseIsCutOff() {
        try (var client = LineClient.connect(pop3.port("pop3"))) {
            client.send("NONSENSE\r\n".repeat(1_000).getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(client.readToClose(), StandardCharsets.US_ASCII).lines())
                    .hasSize(23)
                    .endsWith("-ERR too many errors");
        }
    }

    @Test
    void anythingIsAnsweredOrEndsTheSession() {
        var random = new Random(2449);
        var owner = pop3.owner("Subject: a\n\nb");
        for (int round = 0; round < 20; round++) {
            var octets = new byte[2_000];
            random.nextBytes(octets);
            try (var conversation = pop3.transcript(owner).open()) {
                conversation.play("S: +OK <any>\n");
                if (round % 2 == 0) {
                    conversation.play("""
                            C: USER {user}
                            S: +OK <any>
                            C: PASS {pass}
                            S: +OK <any>
                            """);
                }
                var client = conversation.client(1);
                client.send(octets);
                client.send("\r\n".getBytes(StandardCharsets.US_ASCII));
                client.shutdownOutput();
                assertThat(new String(client.readToClose(), StandardCharsets.ISO_8859_1).lines())
                        .allMatch(line -> line.startsWith("-ERR "));
            }
        }
        assertThat(pop3.maildrop(owner)).contains("+OK 1 17");
    }
}
