package org.valija.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.valija.mailbox.testing.MailboxServer;

/** APPEND: RFC 9051, 6.3.12. */
class AppendTest {

    private final ImapUser user = ImapUser.fresh();

    @Test
    void storesWhatCame() {
        user.playLoggedIn("""
                C: c APPEND INBOX (\\Seen work) "17-Jul-1996 02:44:25 -0700" {22}
                S: + Ready for the literal
                C| Subject: one\\x0d\\x0a\\x0d\\x0abody\\x0d\\x0a
                C:\s
                S: c OK [APPENDUID <n:validity> 1] APPEND completed
                C: d SELECT INBOX
                S: <lines>
                S: * OK [UIDVALIDITY {validity}] <any>
                S: <lines>
                S: d OK <any>
                C: e FETCH 1 (UID FLAGS INTERNALDATE RFC822.SIZE BODY.PEEK[])
                S: * 1 FETCH (UID 1 FLAGS (\\Seen \\Recent work) INTERNALDATE "17-Jul-1996 09:44:25 +0000" RFC822.SIZE 22 BODY[] {22}
                S: Subject: one
                S:\s
                S: body
                S: )
                S: e OK FETCH completed
                """);
    }

    @Test // RFC 7888, 4
    void takesLiteralsSentAtOnce() {
        user.playLoggedIn("""
                C: c APPEND {5+}
                C: INBOX (\\Flagged) {4+}
                C: a: b
                S: c OK [APPENDUID <n> 1] <any>
                """);
    }

    @Test // RFC 9051, 6.3.12: who appends to the selected mailbox hears of it at once
    void selectedMailboxGrows() {
        user.playSelected("""
                C: c APPEND INBOX {4+}
                C: a: b
                S: * 1 EXISTS
                S: * 1 RECENT
                S: c OK [APPENDUID <n> 1] <any>
                """);
    }

    @Test
    void missingMailboxMayBeCreated() {
        user.playLoggedIn("""
                C: c APPEND nothing {4+}
                C: a: b
                S: c NO [TRYCREATE] <any>
                C: d NOOP
                S: d OK <any>
                """);
    }

    @Test
    void missingMailboxMayBeCreatedHoweverLargeTheMessage() {
        try (var conversation = user.open()) {
            conversation.play("""
                    S: * OK <any>
                    C: a LOGIN {user} opensesame
                    S: a OK <any>
                    C: b APPEND nothing {8000000+}
                    """);
            conversation.client(1).send(new byte[8_000_000]);
            conversation.play("""
                    C:\s
                    S: b NO [TRYCREATE] <any>
                    C: c NOOP
                    S: c OK <any>
                    """);
        }
    }

    @Test // RFC 7889, 4
    void messageOverTheLimit() {
        user.playLoggedIn("""
                C: c APPEND INBOX {60000000}
                S: c NO [TOOBIG] <any>
                C: d APPEND INBOX {9223372036854775807}
                S: d NO [TOOBIG] <any>
                C: e APPEND INBOX {99999999999999999999}
                S: e BAD <any>
                C: f STATUS INBOX (MESSAGES)
                S: * STATUS INBOX (MESSAGES 0)
                S: f OK <any>
                C: g APPEND INBOX {9223372036854775807+}
                S: g NO [TOOBIG] <any>
                S: * BYE Literal too big
                S: <close>
                """);
    }

    @Test
    void messageOverTheLimitThatCameUnasked() {
        try (var imap = new LiveImap(LiveImap.SHARED.mailboxes(), "imap.message=64KB");
                var conversation = ImapUser.of(imap).open()) {
            conversation.play("""
                    S: * OK <any>
                    C: a LOGIN {user} opensesame
                    S: a OK <any>
                    C: b APPEND INBOX {100000+}
                    """);
            conversation.client(1).send(new byte[100_000]);
            conversation.play("""
                    C:\s
                    S: b NO [TOOBIG] <any>
                    C: c NOOP
                    S: c OK <any>
                    """);
        }
    }

    @Test
    void overQuota() {
        ImapUser.withQuota(100).playLoggedIn("""
                C: c APPEND INBOX {101+}
                C: %s
                S: c NO [OVERQUOTA] <any>
                C: d NOOP
                S: d OK <any>
                """.formatted("a".repeat(101)));
    }

    @Test
    void brokenArguments() {
        user.playLoggedIn("""
                C: c APPEND INBOX
                S: c BAD <any>
                C: d APPEND INBOX {4
                S: d BAD <any>
                C: e APPEND INBOX (\\Nonsense) {4+}
                C: a: b
                S: e BAD <any>
                C: f APPEND INBOX "yesterday" {4}
                S: f BAD <any>
                C: g APPEND INBOX {0}
                S: g NO [CANNOT] <any>
                C: h APPEND INBOX "a: b"
                S: h BAD <any>
                C: i APPEND INBOX ~~{4+}
                C: a: b
                S: i BAD <any>
                C: k APPEND INBOX UTF8 (~{4+}
                C: a: b)
                S: k BAD [CLIENTBUG] ENABLE UTF8=ACCEPT first
                C: l APPEND INBOX UTF9 (~{4+}
                C: a: b)
                S: l BAD <any>
                C: j STATUS INBOX (MESSAGES)
                S: * STATUS INBOX (MESSAGES 0)
                S: j OK <any>
                """);
    }

    @Test // RFC 3502, 6.3.11
    void manyMessagesAtOnce() {
        user.playLoggedIn("""
                C: c APPEND INBOX (\\Seen) {4}
                S: + Ready for the literal
                C: a: b (\\Draft) "17-Jul-1996 02:44:25 -0700" {4}
                S: + Ready for the literal
                C: a: c {4+}
                C: a: d
                S: c OK [APPENDUID <n> 1:3] APPEND completed
                C: d SELECT INBOX
                S: <lines>
                S: d OK <any>
                C: e FETCH 1:3 (FLAGS BODY.PEEK[])
                S: * 1 FETCH (FLAGS (\\Seen \\Recent) BODY[] {4}
                S: a: b)
                S: * 2 FETCH (FLAGS (\\Draft \\Recent) BODY[] {4}
                S: a: c)
                S: * 3 FETCH (FLAGS (\\Recent) BODY[] {4}
                S: a: d)
                S: e OK <any>
                """);
    }

    @Test // RFC 3502, 6.3.11: all or none
    void oneBadMessageOfMany() {
        user.playLoggedIn("""
                C: c APPEND INBOX {4+}
                C: a: b {60000000}
                S: c NO [TOOBIG] <any>
                C: d APPEND INBOX {4+}
                C: a: b {0}
                S: d NO [CANNOT] <any>
                C: e APPEND INBOX {4+}
                C: a: b (\\Nonsense) {4+}
                C: a: c
                S: e BAD <any>
                C: f APPEND INBOX {4+}
                C: a: b {4+}
                C: a: c and more
                S: f BAD <any>
                C: g STATUS INBOX (MESSAGES SIZE)
                S: * STATUS INBOX (MESSAGES 0 SIZE 0)
                S: g OK <any>
                """);
    }

    @Test // RFC 6855, 4, and RFC 3516, 4.4
    void utf8AndLiteral8() {
        user.playLoggedIn("""
                C: b ENABLE UTF8=ACCEPT
                S: * ENABLED UTF8=ACCEPT
                S: b OK <any>
                C: c APPEND INBOX (\\Seen) UTF8 (~{4}
                S: + Ready for the literal
                C: a: b)
                S: c OK [APPENDUID <n> 1] <any>
                C: d APPEND INBOX UTF8 (~{4+}
                C: a: b
                S: d BAD <any>
                C: e APPEND INBOX ~{4+}
                C| a\\x00\\x00b\\x0d\\x0a
                S: e OK [APPENDUID <n> 2] <any>
                """);
    }

    @Test // What follows the message decides whether it is stored
    void textBehindTheMessageStoresNothing() {
        user.playLoggedIn("""
                C: c APPEND INBOX {4+}
                C: a: b and more
                S: c BAD <any>
                C: d STATUS INBOX (MESSAGES)
                S: * STATUS INBOX (MESSAGES 0)
                S: d OK <any>
                """);
    }

    @Test
    void clientThatVanishesWithinTheMessageStoresNothing() {
        user.playLoggedIn("""
                C: c APPEND INBOX {1000+}
                C: a: b
                C: <reset>
                """);
        user.playLoggedIn("""
                C: d APPEND INBOX {1000+}
                C: a: b
                C: <close>
                """);
        user.playLoggedIn("""
                C: e APPEND INBOX {1000+}
                C: a: b
                C: <end>
                S: <close>
                """);
        user.playLoggedIn("""
                C: f STATUS INBOX (MESSAGES UIDNEXT)
                S: * STATUS INBOX (MESSAGES 0 UIDNEXT 1)
                S: f OK <any>
                """);
    }

    @Test // RFC 5530, 3
    void mailboxServiceIsAway() {
        try (var mailboxes = MailboxServer.onFreshDatabase();
                var imap = new LiveImap(mailboxes);
                var conversation = ImapUser.of(imap).open()) {
            conversation.play("""
                    S: * OK <any>
                    C: a LOGIN {user} opensesame
                    S: a OK <any>
                    """);
            mailboxes.stop();
            conversation.play("""
                    C: c APPEND INBOX {4+}
                    C: a: b
                    S: c NO [UNAVAILABLE] <any>
                    C: d SELECT INBOX
                    S: d NO [UNAVAILABLE] <any>
                    C2: a LOGIN {user} opensesame
                    S2: * OK <any>
                    S2: a NO [UNAVAILABLE] <any>
                    """);
            mailboxes.start();
            conversation.play("""
                    C: e APPEND INBOX {4+}
                    C: a: b
                    S: e OK [APPENDUID <n> 1] <any>
                    """);
        }
    }

    @Test
    void everyOctetIsKept() {
        var octets = new byte[256 * 3];
        for (int i = 0; i < octets.length; i++) {
            octets[i] = (byte) i;
        }
        var header = "Subject: all octets\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        try (var conversation = user.open()) {
            conversation.play("""
                    S: * OK <any>
                    C: a LOGIN {user} opensesame
                    S: a OK <any>
                    C: b APPEND INBOX {%d+}
                    """.formatted(header.length + octets.length));
            var client = conversation.client(1);
            client.send(header);
            client.send(octets);
            conversation.play("""
                    C:\s
                    S: b OK <any>
                    C: c SELECT INBOX
                    S: <lines>
                    S: c OK <any>
                    C: d FETCH 1 BODY.PEEK[TEXT]
                    S: * 1 FETCH (BODY[TEXT] {768}
                    """);
            assertThat(client.read(octets.length)).isEqualTo(octets);
            conversation.play("""
                    S: )
                    S: d OK <any>
                    """);
        }
    }
}
