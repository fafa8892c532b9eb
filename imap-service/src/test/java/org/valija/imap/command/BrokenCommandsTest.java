package org.valija.imap.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.valija.imap.parse.NameEncoding;
import org.valija.imap.parse.SyntaxException;
import org.valija.imap.parse.Text;

/** Every production of the grammar, broken at each of its octets: RFC 9051, 9, and the same of the extensions. */
class BrokenCommandsTest {

    /** What an octet is broken by: all that has a meaning somewhere in the grammar, and what is nowhere in it. */
    private static final String BREAKERS = "\0\t\r \"\\(){}[]<>*%+~$&:,.=-0a\u007f\u00c3\u00ff";

    /** {@code ~~} ends a line. */
    private static final List<String> COMMANDS = """
            CAPABILITY
            NOOP
            LOGOUT
            ID NIL
            ID ("name" "mutt" "version" NIL)
            STARTTLS
            LOGIN {3+}~~ann "secret"
            AUTHENTICATE PLAIN AGFubgBzZWNyZXQ=
            AUTHENTICATE SCRAM-SHA-256 =
            ENABLE CONDSTORE UTF8=ACCEPT
            COMPRESS DEFLATE
            SELECT INBOX (CONDSTORE QRESYNC (1 20 1:5,7 (1:2 1:2)))
            EXAMINE "a b" (CONDSTORE)
            CREATE a/&AOQ-/b (USE (\\Sent \\Drafts))
            DELETE {3+}~~a/b
            RENAME a b
            SUBSCRIBE a
            UNSUBSCRIBE a
            LIST "" %/*
            LIST (SUBSCRIBED RECURSIVEMATCH SPECIAL-USE REMOTE) a (b "c*") RETURN (CHILDREN STATUS (SIZE UNSEEN))
            LSUB "" {1+}~~*
            NAMESPACE
            STATUS a (MESSAGES UIDNEXT UIDVALIDITY RECENT HIGHESTMODSEQ DELETED-STORAGE)
            APPEND a (\\Seen work) " 7-Feb-1994 21:52:25 -0800" {5+}
            APPEND a UTF8 (~{5+}
            IDLE
            GETQUOTA account
            GETQUOTAROOT INBOX
            SETQUOTA "" (STORAGE 512 MESSAGE 9)
            CHECK
            CLOSE
            UNSELECT
            EXPUNGE
            UID EXPUNGE 1:*,7
            SEARCH CHARSET UTF-8 OR (NOT SEEN 1:3) HEADER "X-A" {2+}~~ä SENTSINCE 1-Feb-1994
            SEARCH RETURN (SAVE MIN MAX COUNT PARTIAL -1:-5) MODSEQ "/flags/\\\\seen" all 620 UNKEYWORD work
            UID SEARCH LARGER 5 KEYWORD $Forwarded OLDER 60 SAVEDSINCE "01-Feb-1994" EMAILID M1 UID 1:*
            SORT (REVERSE DATE DISPLAYFROM) UTF-8 SUBJECT "a"
            UID SORT RETURN (ALL COUNT) (SIZE) US-ASCII ALL
            THREAD REFERENCES UTF-8 ALL
            UID THREAD ORDEREDSUBJECT UTF-8 BODY a
            FETCH 1:*,5 (FLAGS ENVELOPE BODYSTRUCTURE BODY INTERNALDATE RFC822.SIZE PREVIEW (LAZY) EMAILID)
            FETCH * BODY.PEEK[1.2.HEADER.FIELDS.NOT (To "X Y" {1+}~~Z)]<0.100>
            FETCH $ (BINARY.PEEK[1.2]<5.6> BINARY.SIZE[3] BODY[4.MIME] RFC822.TEXT)
            FETCH 1 FULL (CHANGEDSINCE 12)
            UID FETCH 2,4:7 ALL (CHANGEDSINCE 12 VANISHED PARTIAL 1:50)
            STORE 1:2 (UNCHANGEDSINCE 0) +FLAGS.SILENT (\\Deleted work)
            UID STORE 7 FLAGS \\Seen \\Answered
            COPY 2:4 a
            UID COPY $ "a b"
            MOVE 2:4 a
            UID MOVE 7 a
            REPLACE 4 Drafts (\\Draft) "01-Mar-2026 00:00:00 +0000" {20+}
            UID REPLACE * Drafts ~{20+}
            """.lines().toList();

    private static List<String> commands() {
        return COMMANDS.stream()
                .map(line -> new String(
                        line.replace("~~", "\r\n").getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1))
                .toList();
    }

    @Test
    void allCommandsAreBroken() {
        assertThat(Commands.names())
                .allSatisfy(name -> assertThat(COMMANDS).anyMatch(line -> (line + " ").startsWith(name + " ")));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void isReadWhole(String command) {
        for (var names : NameEncoding.values()) {
            assertThat(Commands.read(Text.of(command, names))).isNotNull();
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void isReadOrRefusedWhateverIsBroken(String command) {
        breakAt(command, broken -> {
            for (var names : NameEncoding.values()) {
                try {
                    Commands.read(Text.of(broken, names));
                } catch (SyntaxException fault) {
                    assertThat(fault.text()).isNotEmpty().isPrintable();
                } catch (RuntimeException e) {
                    throw new AssertionError("no answer to " + shown(broken), e);
                }
            }
        });
    }

    /** Cut off, one octet left out, twice there, or another one, or one before it. */
    private static void breakAt(String command, Consumer<String> reader) {
        for (int i = 0; i < command.length(); i++) {
            var before = command.substring(0, i);
            var after = command.substring(i + 1);
            reader.accept(before);
            reader.accept(before + after);
            reader.accept(before + command.charAt(i) + command.substring(i));
            for (var breaker : BREAKERS.split("")) {
                reader.accept(before + breaker + after);
                reader.accept(before + breaker + command.substring(i));
            }
        }
    }

    private static String shown(String octets) {
        return octets.chars()
                .mapToObj(c -> c < ' ' || c > '~' ? "\\x%02x".formatted(c) : Character.toString(c))
                .collect(Collectors.joining());
    }
}
