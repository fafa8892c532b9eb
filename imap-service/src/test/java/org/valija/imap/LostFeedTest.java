package org.valija.imap;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The event feed breaks off, and nobody who waits for news misses any. */
class LostFeedTest {

    @Test
    void whatHappenedMeanwhileIsTold() {
        try (var proxy = new CountingProxy(LiveImap.SHARED.mailboxes().port());
                var imap = new LiveImap(LiveImap.SHARED.mailboxes(), "mailbox.client.url=" + proxy.url())) {
            var user = ImapUser.of(imap).having("Subject: one\n\nbody\n", "Subject: two\n\nbody\n");
            try (var session = user.open()) {
                session.client(1).timeout(Duration.ofMinutes(1));
                session.play("""
                        S: * OK <any>
                        C: a LOGIN {user} opensesame
                        S: a OK <any>
                        C: b SELECT INBOX
                        S: <lines>
                        S: b OK <any>
                        C: c IDLE
                        S: + idling
                        """);
                proxy.away();
                changeElsewhere(user);
                proxy.back();
                session.play("""
                        # As many as there are then: what was delivered may be told before what was expunged
                        S~ * 1 EXPUNGE
                        S~ * <n> EXISTS
                        S~ * <n> RECENT
                        C: DONE
                        S: c OK <any>
                        C: d FETCH 1:* (UID)
                        S: * 1 FETCH (UID 2)
                        S: * 2 FETCH (UID 3)
                        S: d OK <any>
                        """);
            }
        }
    }

    /** At another replica, which is not cut off. */
    private static void changeElsewhere(ImapUser user) {
        user.having("Subject: three\n\nbody\n");
        new ImapUser(LiveImap.SHARED, user.address(), user.account()).playSelected("""
                C: c STORE 1 +FLAGS.SILENT (\\Deleted)
                S: c OK <any>
                C: d EXPUNGE
                S: * 1 EXPUNGE
                S: d OK <any>
                """);
    }
}
