package org.valija.smtp.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.valija.smtp.parse.Ret;
import org.valija.smtp.parse.SyntaxException;
import org.valija.smtp.parse.SyntaxException.Fault;

/** The grammar of RFC 5321, 4.1, in tables: good input and broken, and cut at every octet. */
class CommandsTest {

    @ParameterizedTest // RFC 5321, 4.1.1
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', textBlock = """
            EHLO mx.example.org           | Ehlo[name=mx.example.org]
            ehlo [192.0.2.1]              | Ehlo[name=[192.0.2.1]]
            EHLO [IPv6:2001:db8::1]       | Ehlo[name=[IPv6:2001:db8:0:0:0:0:0:1]]
            EHLO LAPTOP_ANN               | Ehlo[name=LAPTOP_ANN]
            HELO mx                       | Helo[name=mx]
            DATA                          | Data[]
            RSET                          | Rset[]
            VRFY ann                      | Vrfy[name=ann]
            EXPN staff                    | Expn[list= staff]
            HELP                          | Help[about=]
            HELP MAIL                     | Help[about= MAIL]
            NOOP                          | Noop[ignored=]
            NOOP whatever                 | Noop[ignored= whatever]
            QuIt                          | Quit[]
            BDAT 0 LAST                   | Bdat[size=0, last=true]
            bdat 1000 last                | Bdat[size=1000, last=true]
            BDAT 999999999999999999       | Bdat[size=999999999999999999, last=false]
            LHLO mx.example.org           | Lhlo[name=mx.example.org]
            STARTTLS                      | StartTls[]
            AUTH PLAIN                    | Auth[mechanism=PLAIN, initialResponse=Optional.empty]
            AUTH plain AGEAYg==           | Auth[mechanism=plain, initialResponse=Optional[AGEAYg==]]
            AUTH LOGIN =                  | Auth[mechanism=LOGIN, initialResponse=Optional[=]]
            """)
    void readsCommands(String line, String command) {
        assertThat(Commands.read(line)).hasToString(command);
        assertThat(Commands.read(line + " \t ")).as("white space at the end").hasToString(command);
    }

    @ParameterizedTest // RFC 5321, 4.1.1.2
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', textBlock = """
            MAIL FROM:<>                                       |                            | 0     | SEVEN_BIT
            MAIL FROM:<ann@example.org>                        | ann@example.org            | 0     | SEVEN_BIT
            mail from:<Ann@Example.ORG>                        | Ann@Example.ORG            | 0     | SEVEN_BIT
            MAIL FROM: <ann@example.org>                       | ann@example.org            | 0     | SEVEN_BIT
            MAIL  FROM:<ann@example.org>  SIZE=1000            | ann@example.org            | 1000  | SEVEN_BIT
            MAIL FROM:<ann@example.org> BODY=8BITMIME SIZE=9   | ann@example.org            | 9     | EIGHT_BIT_MIME
            MAIL FROM:<ann@example.org> body=7bit AUTH=<>      | ann@example.org            | 0     | SEVEN_BIT
            MAIL FROM:<a@b.org> AUTH=e+3Dmc2@example.com       | a@b.org                    | 0     | SEVEN_BIT
            MAIL FROM:<a@b.org> SIZE=99999999999999999999      | a@b.org                    | 9223372036854775807 | SEVEN_BIT
            MAIL FROM:<@x.org,@y.org:ann@example.org>          | ann@example.org            | 0     | SEVEN_BIT
            MAIL FROM:<bounce+ann=example.org@x.org>           | bounce+ann=example.org@x.org | 0   | SEVEN_BIT
            MAIL FROM:<ann@[192.0.2.1]>                        | ann@[192.0.2.1]            | 0     | SEVEN_BIT
            MAIL FROM:<a@b.org> BODY=BINARYMIME                | a@b.org                    | 0     | BINARY_MIME
            MAIL FROM:<J\u00f6rg@b\u00fccher.example> SMTPUTF8   | J\u00f6rg@b\u00fccher.example | 0     | SEVEN_BIT
            MAIL FROM:<"\u00e4 b"@xn--bcher-kva.example> smtputf8 | "\u00e4 b"@xn--bcher-kva.example | 0 | SEVEN_BIT
            MAIL FROM:<a@b.org> REQUIRETLS                     | a@b.org                    | 0     | SEVEN_BIT
            """)
    void readsReversePaths(String line, String path, long size, String body) {
        var mail = (Mail) Commands.read(line);
        assertThat(mail.reversePath()).hasToString(path == null ? "" : path);
        assertThat(mail.parameters().size()).isEqualTo(size);
        assertThat(mail.parameters().body()).hasToString(body);
    }

    @ParameterizedTest // RFC 5321, 4.1.1.3
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', textBlock = """
            RCPT TO:<ann@example.org>               | ann@example.org
            RCPT TO:<Postmaster>                    | postmaster
            RCPT TO:<postMASTER>                    | postmaster
            RCPT TO:<Postmaster@example.org>        | Postmaster@example.org
            RCPT TO:<"ann"@example.org>             | ann@example.org
            RCPT TO:<"ann b"@example.org>           | "ann b"@example.org
            RCPT TO:<"a\\"b\\\\c"@example.org>      | "a\\"b\\\\c"@example.org
            RCPT TO:<"a\\nn"@example.org>           | ann@example.org
            RCPT TO:<"ann@other.org"@example.org>   | "ann@other.org"@example.org
            RCPT TO:<ann%other.org@example.org>     | ann%other.org@example.org
            RCPT TO:<other.org!ann@example.org>     | other.org!ann@example.org
            RCPT TO:<@other.org:ann@example.org>    | ann@example.org
            RCPT TO:<"."@example.org>               | "."@example.org
            RCPT TO:<ann@[IPv6:::1]>                | ann@[IPv6:0:0:0:0:0:0:0:1]
            """)
    void readsForwardPaths(String line, String path) {
        assertThat(((Rcpt) Commands.read(line)).forwardPath()).hasToString(path);
    }

    @ParameterizedTest // RFC 3461, 4.3 and 4.4; RFC 8689, 2
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', textBlock = """
            RET=FULL                     | false | FULL |
            ret=hdrs ENVID=QQ314159      | false | HDRS | QQ314159
            ENVID=a+2Bb+20c REQUIRETLS   | true  |      | a+b c
            """)
    void readsWhatMailAsksFor(String parameters, boolean requireTls, Ret ret, String envId) {
        var read = ((Mail) Commands.read("MAIL FROM:<a@b.org> " + parameters)).parameters();
        assertThat(read.requireTls()).isEqualTo(requireTls);
        assertThat(read.ret()).isEqualTo(Optional.ofNullable(ret));
        assertThat(read.envId()).isEqualTo(Optional.ofNullable(envId));
    }

    @ParameterizedTest // RFC 3461, 4.1 and 4.2; RFC 6533, 3
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', textBlock = """
            NOTIFY=NEVER                          | [NEVER]                   |
            NOTIFY=success,FAILURE,delay,DELAY    | [SUCCESS, FAILURE, DELAY] |
            ORCPT=rfc822;Bob@Ivory.EDU            | []                        | rfc822;Bob@Ivory.EDU
            ORCPT=RFC822;a+3Db+2Bc@d.org          | []                        | rfc822;a=b+c@d.org
            ORCPT=utf-8;J\\x{F6}rg@d.org          | []                        | utf-8;J\u00f6rg@d.org
            ORCPT=utf-8;J\u00f6rg@d.org            | []                        | utf-8;J\u00f6rg@d.org
            NOTIFY=DELAY ORCPT=x400;/PN=a/        | ARGUMENTS                 |
            """)
    void readsWhatRcptAsksFor(String parameters, String notices, String originalRecipient) {
        var line = "RCPT TO:<a@b.org> " + parameters;
        if (notices.equals("ARGUMENTS")) {
            assertThat(faultOf(line)).isEqualTo(Fault.ARGUMENTS);
            return;
        }
        var read = ((Rcpt) Commands.read(line)).parameters();
        assertThat(read.notices().stream().sorted().toList()).hasToString(notices);
        assertThat(read.originalRecipient().map(it -> it.type() + ";" + it.address()))
                .isEqualTo(Optional.ofNullable(originalRecipient));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
            |COMMAND
             QUIT|COMMAND
            XYZZY|COMMAND
            MAILFROM:<a@b>|COMMAND
            QUIT\u0000|COMMAND
            NOOP \u0007|COMMAND
            EHLO|ARGUMENTS
            EHLO a b|ARGUMENTS
            EHLO -x|ARGUMENTS
            EHLO a..b|ARGUMENTS
            EHLO [300.1.1.1]|ARGUMENTS
            EHLO [IPv6:12345::]|ARGUMENTS
            EHLO [192.0.2.1|ARGUMENTS
            EHLO b\u00fcro|ARGUMENTS
            DATA now|ARGUMENTS
            BDAT|CHUNK_SIZE
            BDAT x|CHUNK_SIZE
            BDAT -1|CHUNK_SIZE
            BDAT 1 last now|CHUNK_SIZE
            BDAT 1 FIRST|CHUNK_SIZE
            BDAT 1000000000000000000|CHUNK_SIZE
            BDAT  LAST|CHUNK_SIZE
            LHLO|ARGUMENTS
            QUIT now|ARGUMENTS
            RSET now|ARGUMENTS
            STARTTLS now|ARGUMENTS
            VRFY|ARGUMENTS
            AUTH|ARGUMENTS
            AUTH PLAIN a b|ARGUMENTS
            MAIL|ARGUMENTS
            MAIL <a@b>|ARGUMENTS
            MAIL TO:<a@b>|ARGUMENTS
            MAIL FROM:<a@b>SIZE=1|ARGUMENTS
            MAIL FROM:<a@b> SIZE|ARGUMENTS
            MAIL FROM:<a@b> SIZE=|ARGUMENTS
            MAIL FROM:<a@b> SIZE=1k|ARGUMENTS
            MAIL FROM:<a@b> SIZE=-1|ARGUMENTS
            MAIL FROM:<a@b> SIZE=1 SIZE=1|ARGUMENTS
            MAIL FROM:<a@b> BODY=BINARY|ARGUMENTS
            MAIL FROM:<a@b> AUTH=a+b|ARGUMENTS
            MAIL FROM:<a@b> SMTPUTF8=yes|ARGUMENTS
            MAIL FROM:<a@b> REQUIRETLS=1|ARGUMENTS
            MAIL FROM:<a@b> RET|ARGUMENTS
            MAIL FROM:<a@b> RET=SOME|ARGUMENTS
            MAIL FROM:<a@b> RET=HDRS RET=FULL|ARGUMENTS
            MAIL FROM:<a@b> ENVID=a+2|ARGUMENTS
            MAIL FROM:<a@b> ENVID=a+0D+0A|ARGUMENTS
            MAIL FROM:<a@b> HOLDFOR=60|PARAMETER
            MAIL FROM:<a@b> NOTIFY=NEVER|PARAMETER
            RCPT TO:<a@b> NOTIFY=|ARGUMENTS
            RCPT TO:<a@b> NOTIFY=NEVER,DELAY|ARGUMENTS
            RCPT TO:<a@b> NOTIFY=SUCCESS,|ARGUMENTS
            RCPT TO:<a@b> NOTIFY=MAYBE|ARGUMENTS
            RCPT TO:<a@b> ORCPT=ann@b|ARGUMENTS
            RCPT TO:<a@b> ORCPT=rfc822;|ARGUMENTS
            RCPT TO:<a@b> ORCPT=rfc822;a+b|ARGUMENTS
            RCPT TO:<a@b> ORCPT=rfc822;a+00b|ARGUMENTS
            RCPT TO:<a@b> ORCPT=utf-8;\\x{D800}|ARGUMENTS
            RCPT TO:<a@b> RET=FULL|PARAMETER
            MAIL FROM:|REVERSE_PATH
            MAIL FROM:a@b|REVERSE_PATH
            MAIL FROM:<a@b|REVERSE_PATH
            MAIL FROM:<a>|REVERSE_PATH
            MAIL FROM:<a@>|REVERSE_PATH
            MAIL FROM:<@b>|REVERSE_PATH
            MAIL FROM:<a b@c>|REVERSE_PATH
            MAIL FROM:<.a@b>|REVERSE_PATH
            MAIL FROM:<a.@b>|REVERSE_PATH
            MAIL FROM:<a..b@c>|REVERSE_PATH
            MAIL FROM:<a@b.>|REVERSE_PATH
            MAIL FROM:<a@b@c>|REVERSE_PATH
            MAIL FROM:<a@b;c>|REVERSE_PATH
            MAIL FROM:<a@-b>|REVERSE_PATH
            MAIL FROM:<\u00e4@b>|NOT_ASCII
            MAIL FROM:<a@\u00e4.org>|NOT_ASCII
            MAIL FROM:<a@\u00e4..org> SMTPUTF8|REVERSE_PATH
            MAIL FROM:<a\u0085@b> SMTPUTF8|COMMAND
            EHLO b\u00fccher.example|ARGUMENTS
            RCPT TO:<>|FORWARD_PATH
            RCPT TO:<Postmaster|FORWARD_PATH
            RCPT TO:<postmaster2>|FORWARD_PATH
            RCPT TO:<""@b>|FORWARD_PATH
            RCPT TO:<"a@b>|FORWARD_PATH
            RCPT TO:<"a"b@c>|FORWARD_PATH
            RCPT TO:<@x.org:>|FORWARD_PATH
            RCPT TO:<@x.org ann@y.org>|FORWARD_PATH
            """)
    void refusesWhatTheGrammarDoesNotHave(String line, Fault fault) {
        assertThat(faultOf(line == null ? "" : line)).isEqualTo(fault);
    }

    @Test // RFC 5321, 4.5.3.1
    void holdsTheLimitsOfPathsAndDomains() {
        var label = "a".repeat(63);
        assertThat(faultOf("MAIL FROM:<a@" + label + ".org>")).isNull();
        assertThat(faultOf("MAIL FROM:<a@" + label + "a.org>")).isEqualTo(Fault.REVERSE_PATH);
        var domain = String.join(".", label, label, label, label);
        assertThat(faultOf("EHLO " + domain)).isNull();
        assertThat(faultOf("EHLO " + domain + ".b")).isEqualTo(Fault.ARGUMENTS);
        var longest = "a".repeat(256 - "<@example.org>".length());
        assertThat(faultOf("RCPT TO:<" + longest + "@example.org>")).isNull();
        assertThat(faultOf("RCPT TO:<" + longest + "a@example.org>")).isEqualTo(Fault.FORWARD_PATH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MAIL FROM:<@x.org,@y.org:\"a\\\"b\"@[IPv6:2001:db8::1]> SIZE=1000 BODY=8BITMIME AUTH=a+2Bb",
                "RCPT TO:<Postmaster@mail.example.org>",
                "AUTH PLAIN AGFubgBzZWNyZXQ=",
                "EHLO mx.example.org"
            })
    void cutAnywhereItIsACommandOrASyntaxError(String line) {
        for (int cut = 0; cut <= line.length(); cut++) {
            readOrRefuse(line.substring(0, cut));
            readOrRefuse(line.substring(cut));
        }
    }

    @Test
    void whateverComesIsACommandOrASyntaxError() {
        var random = new Random(20260101);
        var words = "EHLO |MAIL FROM:|RCPT TO:|AUTH |<|>|@|\"|\\|[|]|IPv6:|:|,|.| |=|SIZE|postmaster>|a|\u00e9|\u0000|+"
                .split("\\|");
        for (int i = 0; i < 50_000; i++) {
            var line = new StringBuilder();
            IntStream.range(0, random.nextInt(12)).forEach(_ -> line.append(words[random.nextInt(words.length)]));
            readOrRefuse(line.toString());
        }
    }

    @ParameterizedTest // RFC 4954, 4
    @CsvSource(delimiter = '|', textBlock = """
            AUTH PLAIN AGFubgBzZWNyZXQ=    | AUTH PLAIN <secret>
            auth login YW5u                | auth login <secret>
            AUTH PLAIN                     | AUTH PLAIN
            MAIL FROM:<a@b>                | MAIL FROM:<a@b>
            """)
    void keepsSecretsOutOfTheLog(String line, String logged) {
        assertThat(Commands.withoutSecrets(line)).isEqualTo(logged);
    }

    private static void readOrRefuse(String line) {
        try {
            assertThat(Commands.read(line)).isNotNull();
        } catch (SyntaxException e) {
            assertThat(e.expected()).isNotEmpty();
        }
    }

    private static Fault faultOf(String line) {
        var failure = catchThrowableOfType(SyntaxException.class, () -> Commands.read(line));
        return failure == null ? null : failure.fault();
    }
}
