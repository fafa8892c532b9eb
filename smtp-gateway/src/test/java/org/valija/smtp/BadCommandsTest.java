package org.valija.smtp;

import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The table of malformed commands: the state in which each is said, its answer, and the state after it, which is seen by
 * what the next command gets.
 */
class BadCommandsTest {

    private static final String GREETED = """
            S: 220 <any>
            """;

    private static final String READY = GREETED + """
            C: EHLO client.example.org
            S: <lines>
            S: 250 STARTTLS
            """;

    private static final String TRANSACTION = READY + """
            C: MAIL FROM:<bob@elsewhere.example>
            S: 250 <any>
            C: RCPT TO:<ann@bad.example>
            S: 250 <any>
            """;

    private static final String FAILED = TRANSACTION + """
            C: BDAT 1
            C| \\x0a
            S: 554 <any>
            """;

    private static final Map<String, String> STATES =
            Map.of("greeted", GREETED, "ready", READY, "transaction", TRANSACTION, "failed", FAILED);

    /** What is said to see the state, and what it gets there. */
    private static final Map<String, String> SEEN = Map.of(
            "greeted", "C: MAIL FROM:<>\nS: 503 5.5.1 Say EHLO first\n",
            "ready", "C: RCPT TO:<ann@bad.example>\nS: 503 5.5.1 Begin with MAIL\n",
            "transaction", "C: DATA\nS: 354 <any>\nC: .\nS: 250 <any>\n",
            "failed", "C: DATA\nS: 503 5.5.1 The transaction failed; RSET\n",
            "closed", "S: <close>\n");

    @BeforeAll
    static void user() {
        Inbox.create("ann@bad.example");
    }

    @ParameterizedTest // RFC 5321, 4.2.4 and 4.3.2
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', textBlock = """
            greeted     | <empty>                              | 500 5.5.2 | greeted
            greeted     | HTTP/1.1 GET /                       | 500 5.5.2 | greeted
            greeted     | EHLO                                 | 501 5.5.4 | greeted
            greeted     | EHLO client example                  | 501 5.5.4 | greeted
            greeted     | EHLO [999.1.1.1]                     | 501 5.5.4 | greeted
            greeted     | HELO                                 | 501 5.5.4 | greeted
            greeted     | LHLO client.example.org              | 500 5.5.1 | greeted
            greeted     | DATA                                 | 503 5.5.1 | greeted
            greeted     | STARTTLS                             | 503 5.5.1 | greeted
            greeted     | AUTH PLAIN AAA=                      | 503 5.5.1 | greeted
            greeted     | BDAT 0 LAST                          | 503 5.5.1 | greeted
            greeted     | BDAT                                 | 501 5.5.4 | closed
            greeted     | NOOP \\x00                           | 500 5.5.2 | greeted
            greeted     | NOOP \\x0a                           | 500 5.5.2 | greeted
            greeted     | NOOP \\xff                           | 500 5.5.2 | greeted
            ready       | MAIL                                 | 501 5.5.4 | ready
            ready       | MAIL FROM                            | 501 5.5.4 | ready
            ready       | MAIL FROM:                           | 501 5.1.7 | ready
            ready       | MAIL FROM:bob@elsewhere.example      | 501 5.1.7 | ready
            ready       | MAIL FROM:<bob>                      | 501 5.1.7 | ready
            ready       | MAIL FROM:<bob@elsewhere.example     | 501 5.1.7 | ready
            ready       | MAIL FROM:<bob@@elsewhere.example>   | 501 5.1.7 | ready
            ready       | MAIL FROM:<b\\xc3\\xb6b@b.example>   | 553 5.6.7 | ready
            ready       | MAIL FROM:<bob@b.example> SIZE=lots  | 501 5.5.4 | ready
            ready       | MAIL FROM:<bob@b.example> SIZE=99999999999 | 552 5.3.4 | ready
            ready       | MAIL FROM:<bob@b.example> BODY=9BIT  | 501 5.5.4 | ready
            ready       | MAIL FROM:<bob@b.example> RET=NONE   | 501 5.5.4 | ready
            ready       | MAIL FROM:<bob@b.example> REQUIRETLS | 555 5.5.4 | ready
            ready       | MAIL FROM:<bob@b.example> HOLDFOR=60 | 555 5.5.4 | ready
            ready       | RCPT TO:<ann@bad.example>            | 503 5.5.1 | ready
            ready       | STARTTLS now                         | 501 5.5.4 | ready
            ready       | AUTH                                 | 501 5.5.4 | ready
            ready       | AUTH PLAIN                           | 502 5.5.1 | ready
            ready       | EHLO -                               | 501 5.5.4 | ready
            ready       | RSET all                             | 501 5.5.4 | ready
            ready       | QUIT now                             | 501 5.5.4 | ready
            ready       | VRFY                                 | 501 5.5.4 | ready
            ready       | EXPN staff                           | 502 5.5.1 | ready
            ready       | BDAT 0                               | 503 5.5.1 | ready
            ready       | BDAT ten LAST                        | 501 5.5.4 | closed
            transaction | RCPT                                 | 501 5.5.4 | transaction
            transaction | RCPT TO:<>                           | 501 5.1.3 | transaction
            transaction | RCPT TO:<ann>                        | 501 5.1.3 | transaction
            transaction | RCPT TO:<ann@bad.example> NOTIFY=NOW | 501 5.5.4 | transaction
            transaction | RCPT TO:<ann@bad.example> ORCPT=ann  | 501 5.5.4 | transaction
            transaction | RCPT TO:<ann@bad.example> SIZE=1     | 555 5.5.4 | transaction
            transaction | RCPT TO:<\\xc3\\xa4@bad.example>     | 553 5.6.7 | transaction
            transaction | RCPT TO:<nobody@bad.example>         | 550 5.1.1 | transaction
            transaction | RCPT TO:<eve@elsewhere.example>      | 550 5.7.1 | transaction
            transaction | MAIL FROM:<>                         | 503 5.5.1 | transaction
            transaction | STARTTLS                             | 503 5.5.1 | transaction
            transaction | DATA now                             | 501 5.5.4 | transaction
            transaction | XYZZY                                | 500 5.5.2 | transaction
            transaction | BDAT 1 FIRST                         | 501 5.5.4 | closed
            failed      | RCPT TO:<ann@bad.example>            | 503 5.5.1 | failed
            failed      | BDAT 0 LAST                          | 503 5.5.1 | failed
            failed      | MAIL FROM:<bob>                      | 501 5.1.7 | failed
            failed      | XYZZY                                | 500 5.5.2 | failed
            """)
    void isAnsweredAndLeavesTheStateAsItWas(String before, String command, String reply, String after) {
        Gateway.shared()
                .mx()
                .play(STATES.get(before)
                        + """
                                C| %s\\x0d\\x0a
                                S: %s <any>
                                """.formatted(command.equals("<empty>") ? "" : command, reply)
                        + SEEN.get(after));
    }
}
