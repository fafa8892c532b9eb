package org.valija.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.valija.mailbox.api.livesession.LiveSession;
import org.valija.mailbox.api.livesession.LiveSessionsApi;
import org.valija.testkit.Eventually;
import org.valija.testkit.TestSmtp;

/** Administrators see who is logged in to send, and may disconnect them. */
class LiveSessionsTest {

    private final LiveSessionsApi admin = Gateway.mailboxes().client().api(LiveSessionsApi.class);

    private List<LiveSession> shown() {
        return admin.list(null, "live.example", "smtp", null, null).items();
    }

    @Test
    void aLoggedInUserIsShownAndCanBeDisconnected() {
        var ann = Inbox.create("ann@live.example");
        var port = Gateway.shared().port("submissions");
        try (var _ = TestSmtp.connectTls(port);
                var left = TestSmtp.connectTls(port).login(ann.address(), Inbox.PASSWORD);
                var smtp = TestSmtp.connectTls(port).login(ann.address(), Inbox.PASSWORD)) {
            Eventually.eventually("both who logged in are shown", () -> shown().size() == 2);
            left.close();
            Eventually.eventually("who left is not", () -> shown().size() == 1);
            var session = shown().getFirst();
            assertThat(session.address()).isEqualTo(ann.address());
            assertThat(session.clientAddress()).isEqualTo("127.0.0.1");

            admin.disconnect(session.id());
            assertThat(smtp.line().readLine())
                    .isEqualTo("421 4.0.0 mail.example.com closing: disconnected by an administrator");
            Eventually.eventually("it is gone", () -> shown().isEmpty());
        }
    }
}
