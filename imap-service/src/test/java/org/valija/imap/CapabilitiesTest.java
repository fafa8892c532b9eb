package org.valija.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.valija.testkit.Transcript;

/** All that the service tells it can do, in each state: RFC 9051, 6.1.1. */
class CapabilitiesTest {

    /** LITERAL- is not among them, as LITERAL+ is more: RFC 7888, 6. */
    private static final List<String> ALL = words("""
            IMAP4rev1 IMAP4rev2 APPENDLIMIT=52428800 BINARY CHILDREN COMPRESS=DEFLATE CONDSTORE CREATE-SPECIAL-USE ENABLE
            ESEARCH ESORT I18NLEVEL=1 ID IDLE LIST-EXTENDED LIST-STATUS LITERAL+ MOVE MULTIAPPEND NAMESPACE OBJECTID PARTIAL
            PREVIEW QRESYNC QUOTA QUOTA=RES-STORAGE QUOTA=RES-MESSAGE QUOTA=RES-MAILBOX REPLACE SAVEDATE SEARCHRES SORT
            SORT=DISPLAY SPECIAL-USE STATUS=SIZE THREAD=ORDEREDSUBJECT THREAD=REFERENCES UIDPLUS UNSELECT UTF8=ACCEPT WITHIN
            """);

    private static List<String> words(String text) {
        return List.of(text.strip().split("\\s+"));
    }

    private static List<String> told(Map<String, String> captured) {
        return words(Objects.requireNonNull(captured.get("all")));
    }

    private static List<String> and(String more) {
        return Stream.concat(ALL.stream(), words(more).stream()).toList();
    }

    @Test
    void beforeLoginInThePlain() {
        assertThat(told(ImapUser.fresh().play("""
                S: * OK [CAPABILITY <any:all>] <any>
                """)))
                .containsExactlyInAnyOrderElementsOf(and("SASL-IR STARTTLS AUTH=SCRAM-SHA-256 AUTH=PLAIN AUTH=LOGIN"));
    }

    @Test // RFC 9051, 11.1
    void beforeLoginFromElsewhere() {
        var strict = Transcript.on(LiveImap.SHARED.port("strict"));
        assertThat(told(strict.play("S: * OK [CAPABILITY <any:all>] <any>\n")))
                .containsExactlyInAnyOrderElementsOf(and("STARTTLS LOGINDISABLED"));
        assertThat(told(strict.play("""
                S: * OK <any>
                C: a STARTTLS
                S: a OK <any>
                C: <starttls>
                C: b CAPABILITY
                S: * CAPABILITY <any:all>
                S: b OK <any>
                """)))
                .containsExactlyInAnyOrderElementsOf(
                        and("SASL-IR AUTH=SCRAM-SHA-256-PLUS AUTH=SCRAM-SHA-256 AUTH=PLAIN AUTH=LOGIN"));
    }

    @Test
    void afterLogin() {
        assertThat(told(ImapUser.fresh().playLoggedIn("""
                C: b CAPABILITY
                S: * CAPABILITY <any:all>
                S: b OK <any>
                """))).containsExactlyInAnyOrderElementsOf(ALL);
    }
}
