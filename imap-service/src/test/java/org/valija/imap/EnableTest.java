package org.valija.imap;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** ENABLE, and capabilities that the settings switch off: RFC 5161. */
class EnableTest {

    private final ImapUser user = ImapUser.fresh();

    @Test // RFC 5161, 3.1: what is not known is passed over
    void answersWhatIsOnNow() {
        user.playLoggedIn("""
                C: b ENABLE X-GOOD-IDEA condstore
                S: * ENABLED CONDSTORE
                S: b OK ENABLE completed
                C: c ENABLE UTF8=ACCEPT IMAP4rev2
                S: * ENABLED IMAP4rev2 UTF8=ACCEPT
                S: c OK ENABLE completed
                C: d ENABLE IDLE
                S: * ENABLED
                S: d OK ENABLE completed
                """);
    }

    @Test
    void needsAUserAndArguments() {
        user.play("""
                S: * OK <any>
                C: a ENABLE CONDSTORE
                S: a BAD Log in first
                C: b LOGIN {user} opensesame
                S: b OK <any>
                C: c ENABLE
                S: c BAD Missing argument
                C: d ENABLE (CONDSTORE)
                S: d BAD <any>
                """);
    }

    @Test // RFC 9051, 5.1: names as they are, once asked for
    void namesInUtf8() {
        user.playLoggedIn("""
                C: b CREATE Entw&APw-rfe
                S: b OK <any>
                C: c ENABLE IMAP4rev2
                S: * ENABLED IMAP4rev2
                S: c OK <any>
                C: d LIST "" Entw*
                S: * LIST (\\HasNoChildren) "/" "Entwürfe"
                S: d OK <any>
                C: e STATUS "Entwürfe" (MESSAGES)
                S: * STATUS "Entwürfe" (MESSAGES 0)
                S: e OK <any>
                C: f CREATE "A&B"
                S: f OK <any>
                C: g LIST "" A&B
                S: * LIST (\\HasNoChildren) "/" A&B
                S: g OK <any>
                """);
    }

    @Test
    void switchedOffBySettings() {
        try (var imap = new LiveImap(LiveImap.SHARED.mailboxes(), "imap.capabilities-off=QRESYNC,move,AUTH=LOGIN")) {
            ImapUser.of(imap).play("""
                    S: * OK [CAPABILITY <any> AUTH=PLAIN] <any>
                    C: a AUTHENTICATE LOGIN
                    S: a NO [CANNOT] No such mechanism
                    C: b LOGIN {user} opensesame
                    S: b OK <any>
                    C: c ENABLE QRESYNC CONDSTORE
                    S: * ENABLED CONDSTORE
                    S: c OK <any>
                    """);
        }
        assertThatThrownBy(() -> new LiveImap(LiveImap.SHARED.mailboxes(), "imap.capabilities-off=STARTTLS"))
                .rootCause()
                .hasMessageContaining("can't be switched off: STARTTLS");
    }
}
