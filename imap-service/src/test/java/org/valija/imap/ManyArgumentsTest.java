package org.valija.imap;

import static java.util.stream.Collectors.joining;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** As many arguments as a client can think of: answered, or BAD, and the connection works after it. */
class ManyArgumentsTest {

    private final ImapUser user = ImapUser.fresh().having("a: 1\n\n", "a: 2\n\n", "a: 3\n\n");

    /** 1, 3, 5 and so on: ranges that no one can join. */
    private static String ranges(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> String.valueOf(2 * i + 1))
                .collect(joining(","));
    }

    @Test // keys are counted before any of them costs anything
    void searchKeys() {
        user.playSelected("""
                C: c SEARCH %s
                S: c NO [LIMIT] Too many search keys
                C: d SEARCH %s
                S: * SEARCH 1 2 3
                S: d OK <any>
                C: e SORT (SIZE) UTF-8 %s
                S: e NO [LIMIT] Too many search keys
                C: f SEARCH %s ALL
                S: * SEARCH 1 2 3
                S: f OK <any>
                C: g SEARCH %s ALL
                S: g NO [LIMIT] Search keys are nested too deep
                """.formatted(
                        "ALL ".repeat(10_000).strip(),
                        "ALL ".repeat(2_000).strip(),
                        "ALL ".repeat(9_000).strip(),
                        "OR ALL ".repeat(80).strip(),
                        "OR ALL ".repeat(1_000).strip()));
    }

    @Test // each set is one argument of the statement, however many ranges it has
    void uidSets() {
        var many = ranges(10_000);
        user.playSelected("""
                C: c UID FETCH %1$s FLAGS
                S: * 1 FETCH (UID 1 <any>
                S: * 3 FETCH (UID 3 <any>
                S: c OK <any>
                C: d UID SEARCH UID %1$s
                S: * SEARCH 1 3
                S: d OK <any>
                C: e UID STORE %1$s +FLAGS.SILENT (\\Deleted)
                S: e OK <any>
                C: f UID COPY %1$s Archive
                S: f OK [COPYUID <n> 1,3 1:2] <any>
                C: g UID EXPUNGE %1$s
                S: * 3 EXPUNGE
                S: * 1 EXPUNGE
                S: g OK <any>
                C: h FETCH %1$s FLAGS
                S: h BAD <any>
                """.formatted(many));
    }

    @Test // 100,000 of them are no line that we read
    void uidSetsBeyondTheLimitOfALine() {
        user.playSelected("""
                C: c UID FETCH %s FLAGS
                S: * BAD Line too long
                C: d NOOP
                S: d OK <any>
                """.formatted(ranges(100_000)));
    }

    @Test
    void nestedLists() {
        var deep = "(".repeat(1_000);
        user.playSelected("""
                C: c FETCH 1 %1$sFLAGS
                S: c BAD <any>
                C: d STATUS INBOX %1$sMESSAGES
                S: d BAD <any>
                C: e LIST %1$s "" *
                S: e BAD <any>
                C: f STORE 1 FLAGS %1$s
                S: f BAD <any>
                C: g SORT %1$sSIZE) UTF-8 ALL
                S: g BAD <any>
                C: h ID %1$s
                S: h BAD <any>
                C: i APPEND INBOX %1$s {4+}
                C: a: b
                S: i BAD <any>
                C: j SELECT INBOX %1$s
                S: j BAD <any>
                """.formatted(deep));
    }
}
