package org.valija.pop3.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.valija.pop3.parse.SyntaxException;

/** RFC 1939, 3, and RFC 2449, 4: keywords in any case, arguments after one space each. */
class CommandsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', textBlock = """
            QUIT                      | Quit[]
            quit                      | Quit[]
            STAT                      | Stat[]
            LIST                      | List[number=null]
            LIST 1                    | List[number=1]
            List 0012                 | List[number=12]
            RETR 999999999            | Retr[number=999999999]
            RETR 1000000000           | Retr[number=2147483647]
            RETR 99999999999999999999 | Retr[number=2147483647]
            DELE 7                    | Dele[number=7]
            NOOP                      | Noop[]
            RSET                      | Rset[]
            TOP 1 0                   | Top[number=1, lines=0]
            TOP 1 99999999999         | Top[number=1, lines=2147483647]
            UIDL                      | Uidl[number=null]
            UIDL 3                    | Uidl[number=3]
            USER ann@example.org      | User[name=ann@example.org]
            USER grå@example.org      | User[name=grå@example.org]
            PASS a  b                 | Pass[]
            CAPA                      | Capa[]
            STLS                      | Stls[]
            AUTH                      | Auth[mechanism=null]
            AUTH plain                | Auth[mechanism=plain]
            AUTH PLAIN AGEAYg==       | Auth[mechanism=PLAIN]
            """)
    void readsCommands(String line, String command) {
        assertThat(Commands.read(line)).hasToString(command);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
            |unknown command
             |unknown command
             STAT|unknown command
            STATUS|unknown command
            APOP ann c4c9334bac560ecc979e58001b3e22fb|unknown command
            STAT |usage: STAT
            STAT 1|usage: STAT
            QUIT now|usage: QUIT
            LIST |usage: LIST [msg]
            LIST a|usage: LIST [msg]
            LIST 1 2|usage: LIST [msg]
            LIST  1|usage: LIST [msg]
            RETR|usage: RETR msg
            RETR -1|usage: RETR msg
            RETR +1|usage: RETR msg
            RETR 1.0|usage: RETR msg
            RETR 0x1|usage: RETR msg
            RETR ١|usage: RETR msg
            RETR 1 |usage: RETR msg
            RETR 0|message numbers begin with 1
            RETR 000|message numbers begin with 1
            DELE 0|message numbers begin with 1
            TOP 1|usage: TOP msg n
            TOP 1 -1|usage: TOP msg n
            TOP 0 1|message numbers begin with 1
            TOP 1 1 1|usage: TOP msg n
            UIDL one|usage: UIDL [msg]
            USER|usage: USER name
            USER |usage: USER name
            USER ann bob|usage: USER name
            PASS|usage: PASS string
            PASS |usage: PASS string
            STLS now|usage: STLS
            CAPA x|usage: CAPA
            AUTH PLAIN AA== AA==|usage: AUTH [mechanism [initial-response]]
            """)
    void refusesWhatIsNoCommand(String line, String reply) {
        assertThatExceptionOfType(SyntaxException.class)
                .isThrownBy(() -> Commands.read(line == null ? "" : line))
                .withMessage(reply);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PASS a\0b", "USER a\0b", "LIST \0", "STAT\0", "AUTH PLAIN \0"})
    void refusesNul(String line) {
        assertThatExceptionOfType(SyntaxException.class).isThrownBy(() -> Commands.read(line));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TOP 12 34", "USER ann@example.org", "AUTH PLAIN AGEAYg==", "RETR 99999999999", "CAPA"})
    void readsOrRefusesEveryBeginningOfACommand(String line) {
        for (int length = 0; length <= line.length(); length++) {
            readOrRefused(line.substring(0, length));
        }
    }

    @Test
    void readsOrRefusesAnything() {
        var random = new Random(1939);
        var keywords = new String[] {"", "LIST ", "TOP ", "USER ", "PASS ", "AUTH ", "RETR 1", "UIDL  "};
        for (int i = 0; i < 20_000; i++) {
            var octets = new byte[random.nextInt(40)];
            random.nextBytes(octets);
            readOrRefused(keywords[i % keywords.length] + new String(octets, StandardCharsets.ISO_8859_1));
        }
    }

    private static void readOrRefused(String line) {
        try {
            assertThat(Commands.read(line)).isNotNull();
        } catch (SyntaxException e) {
            assertThat(e.getMessage()).matches("[ -~]+");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "PASS secret, PASS ***",
        "pass a b, PASS ***",
        "AUTH PLAIN AGEAYg==, AUTH PLAIN ***",
        "auth plain a b, auth plain ***",
        "AUTH PLAIN, AUTH PLAIN",
        "USER ann, USER ann",
        "PASS, PASS ***",
        "RETR 1, RETR 1"
    })
    void leavesSecretsOutOfLogs(String line, String shown) {
        assertThat(Commands.withoutSecrets(line)).isEqualTo(shown);
    }
}
