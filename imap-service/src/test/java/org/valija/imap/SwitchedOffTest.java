package org.valija.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.valija.imap.parse.VocabularyTest;
import org.valija.imap.respond.Capability;

/** What settings switch off is not understood any more, and what they leave is. */
class SwitchedOffTest {

    /** What a client with a message in INBOX, which it has selected, may say because of a capability. */
    private static final Map<String, String> SAYS = says("""
            APPENDLIMIT           | STATUS INBOX (APPENDLIMIT)
            BINARY                | FETCH 1 BINARY.PEEK[1] / FETCH 1 BINARY.SIZE[1] / APPEND INBOX ~{4+}
            CHILDREN              | LIST "" % RETURN (CHILDREN)
            CONDSTORE             | FETCH 1 MODSEQ / FETCH 1 FLAGS (CHANGEDSINCE 1) / STORE 1 (UNCHANGEDSINCE 9) FLAGS () \
            / SEARCH MODSEQ 1 / STATUS INBOX (HIGHESTMODSEQ) / SELECT INBOX (CONDSTORE)
            CREATE-SPECIAL-USE    | CREATE all (USE (\\All))
            ESEARCH               | SEARCH RETURN (COUNT) ALL
            ESORT                 | SORT RETURN (COUNT) (SIZE) UTF-8 ALL
            ID                    | ID NIL
            LIST-EXTENDED         | LIST () "" % / LIST "" (% a) / LIST "" % RETURN ()
            LIST-STATUS           | LIST "" % RETURN (STATUS (MESSAGES))
            MOVE                  | MOVE 1 none / UID MOVE 9 none
            MULTIAPPEND           | APPEND INBOX {4+}
            NAMESPACE             | NAMESPACE
            OBJECTID              | FETCH 1 EMAILID / FETCH 1 THREADID / SEARCH EMAILID a / SEARCH THREADID a \
            / STATUS INBOX (MAILBOXID)
            PARTIAL               | SEARCH RETURN (PARTIAL 1:2) ALL / UID FETCH 1:* FLAGS (PARTIAL 1:2)
            PREVIEW               | FETCH 1 PREVIEW / FETCH 1 (PREVIEW (LAZY))
            QUOTA                 | GETQUOTA a / GETQUOTAROOT INBOX / SETQUOTA a ()
            QUOTA=RES-STORAGE     | STATUS INBOX (DELETED-STORAGE)
            REPLACE               | UID REPLACE 99 INBOX {4+}
            SAVEDATE              | FETCH 1 SAVEDATE / SEARCH SAVEDON 1-Jan-2026 / SEARCH SAVEDATESUPPORTED
            SEARCHRES             | SEARCH RETURN (SAVE) ALL / FETCH $ FLAGS / SEARCH $
            SORT                  | SORT (SIZE) UTF-8 ALL / UID SORT (SIZE) UTF-8 ALL
            SORT=DISPLAY          | SORT (DISPLAYFROM) UTF-8 ALL / SORT (REVERSE DISPLAYTO) UTF-8 ALL
            SPECIAL-USE           | LIST (SPECIAL-USE) "" % / LIST "" % RETURN (SPECIAL-USE)
            STATUS=SIZE           | STATUS INBOX (SIZE)
            THREAD=ORDEREDSUBJECT | THREAD ORDEREDSUBJECT UTF-8 ALL
            THREAD=REFERENCES     | UID THREAD REFERENCES UTF-8 ALL
            UIDPLUS               | UID EXPUNGE 9
            WITHIN                | SEARCH OLDER 1 / SEARCH YOUNGER 1
            QRESYNC               | UID FETCH 1 FLAGS (CHANGEDSINCE 1 VANISHED) / SELECT INBOX (QRESYNC (1 1))
            ENABLE                | ENABLE CONDSTORE
            IDLE                  | IDLE
            UNSELECT              | UNSELECT
            COMPRESS=DEFLATE      | COMPRESS DEFLATE
            """);

    private static Map<String, String> says(String table) {
        return table.lines()
                .map(line -> line.split("\\|"))
                .collect(Collectors.toMap(cells -> cells[0].strip(), cells -> cells[1].strip()));
    }

    @Test
    void everyCapabilityIsTried() {
        // The one that only matters before a login is tried below
        assertThat(Stream.concat(SAYS.keySet().stream(), Stream.of("SASL-IR")))
                .containsExactlyInAnyOrderElementsOf(VocabularyTest.capabilities());
    }

    @Test
    void onlyWhatBringsNoWordsHasNone() {
        assertThat(Capability.values())
                .extracting(Capability::text)
                .filteredOn(name -> !VocabularyTest.capabilities().contains(name) && !name.startsWith("AUTH="))
                .containsExactlyInAnyOrder(
                        "IMAP4rev1",
                        "IMAP4rev2",
                        "LITERAL+",
                        "LITERAL-",
                        "QUOTA=RES-MESSAGE",
                        "QUOTA=RES-MAILBOX",
                        "UTF8=ACCEPT",
                        "I18NLEVEL=1",
                        "STARTTLS",
                        "LOGINDISABLED");
    }

    @Test
    void whatIsOnIsUnderstood() {
        SAYS.forEach((capability, commands) -> {
            var user = ImapUser.fresh().having("a: 1\n\n");
            for (var command : commands.split(" / ")) {
                var understood = command.contains("QRESYNC") || command.contains("VANISHED")
                        ? "BAD ENABLE QRESYNC first"
                        : "(OK|NO) .*";
                assertThat(answer(user, command))
                        .as(capability + ": " + command)
                        .matches(understood);
            }
        });
    }

    @Test
    void whatIsOffIsUnknown() {
        var off = String.join(",", VocabularyTest.capabilities());
        try (var imap = new LiveImap(LiveImap.SHARED.mailboxes(), "imap.capabilities-off=" + off)) {
            SAYS.forEach((capability, commands) -> {
                var user = ImapUser.of(imap).having("a: 1\n\n");
                for (var command : commands.split(" / ")) {
                    assertThat(answer(user, command))
                            .as(capability + ": " + command)
                            .startsWith("BAD Switched off");
                }
            });
            ImapUser.of(imap).play("""
                    S: * OK [CAPABILITY IMAP4rev1 IMAP4rev2 LITERAL+ QUOTA=RES-MESSAGE QUOTA=RES-MAILBOX UTF8=ACCEPT I18NLEVEL=1 STARTTLS <any>
                    C: a AUTHENTICATE PLAIN AGFubgBzZWNyZXQ=
                    S: a BAD Switched off: initial response
                    C: b LOGIN {user} opensesame
                    S: b OK <any>
                    C: c STATUS INBOX (MESSAGES UNSEEN)
                    S: * STATUS INBOX (MESSAGES 0 UNSEEN 0)
                    S: c OK <any>
                    C: d LIST "" (INBOX)
                    S: d BAD Switched off<any>
                    C: e LIST "" INBOX
                    S: * LIST () "/" INBOX
                    S: e OK <any>
                    C: f LIST "" Sent
                    S: * LIST () "/" Sent
                    S: f OK <any>
                    """);
        }
    }

    /** The tagged answer to a command, without its tag. */
    private static String answer(ImapUser user, String command) {
        var rest = switch (command) {
            case "IDLE" -> "C: DONE\n";
            case "APPEND INBOX {4+}" -> "C: a: b {4+}\nC: a: c\n";
            default -> command.endsWith("+}") ? "C: a: b\n" : "";
        };
        return Objects.requireNonNull(
                user.playSelected("C: x " + command + "\n" + rest + "S: <lines>\nS: x <any:answer>\n")
                        .get("answer"));
    }
}
