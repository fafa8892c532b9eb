package org.valija.mailbox.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.account.Alias;
import org.valija.mailbox.api.account.AliasesApi;
import org.valija.mailbox.api.outbound.OutboundMessagesApi;
import org.valija.mailbox.security.ServiceName;
import org.valija.mailbox.testing.MailboxServer;
import org.valija.mailbox.testing.RawHttp;

/** Mail that an alias forwards to other servers, and mail that comes back. */
class ForwardTest {

    private static MailboxServer server;
    private static Post post;
    private static OutboundMessagesApi outbound;

    @BeforeAll
    static void start() {
        server = MailboxServer.shared();
        post = new Post(server);
        outbound = server.client().api(OutboundMessagesApi.class);
        server.createAccount("ann@forward.example", "correct horse");
        server.createAccount("tiny@forward.example", "correct horse", 10);
        alias("info@forward.example", "ann@forward.example", "Carol@elsewhere.example", "dave@elsewhere.example");
        alias("away@forward.example", "eve@elsewhere.example");
        alias("away-too@forward.example", "EVE@elsewhere.example");
        alias("half@forward.example", "tiny@forward.example", "carol@elsewhere.example");
    }

    private static void alias(String address, String... targets) {
        server.client().api(AliasesApi.class).create(new Alias(address, List.of(targets)));
    }

    @Test
    void oneMessageIsQueuedForAllOfItsRecipientsElsewhere() {
        assertThat(Post.outcomes(post.deliver(
                        "Subject: forward 1\r\n\r\nhello\r\n",
                        "info@forward.example",
                        "away@forward.example",
                        "away-too@forward.example")))
                .containsExactly("OK", "OK", "OK");
        assertThat(post.copies("forward 1"))
                .containsExactly(
                        "ann@forward.example/INBOX",
                        "> Carol@elsewhere.example",
                        "> dave@elsewhere.example",
                        "> eve@elsewhere.example");
        var message = outbound.list("forward.example", "EVE@elsewhere.example", null, null, null, null, null, null)
                .items()
                .getLast();
        assertThat(message.reversePath()).isEqualTo("bob@elsewhere.example");
        assertThat(message.traceId()).isEqualTo("trace-1");
        assertThat(message.size()).isEqualTo(29);
        assertThat(message.recipients())
                .extracting(it -> it.address() + " " + it.state() + " " + it.deliveredTo())
                .containsExactly("eve@elsewhere.example QUEUED away@forward.example");
        assertThat(outbound.get(message.id()).recipients())
                .extracting(it -> it.address() + " " + it.state() + " " + it.deliveredTo())
                .containsExactly(
                        "Carol@elsewhere.example QUEUED info@forward.example",
                        "dave@elsewhere.example QUEUED info@forward.example",
                        "eve@elsewhere.example QUEUED away@forward.example");
    }

    @Test
    void whoHasNoRoomKeepsTheMessageFromBeingForwarded() {
        assertThat(Post.outcomes(post.deliver("Subject: forward 2\r\n\r\nhello\r\n", "half@forward.example")))
                .containsExactly("OverQuota");
        assertThat(post.copies("forward 2")).isEmpty();
    }

    @Test
    void contentStaysUntilItIsSent() {
        var content = "Subject: forward 3\r\n\r\nnobody here has it\r\n";
        post.deliver(content, "away@forward.example");
        var ids = post.texts(
                "select message_id from outbound_recipient where recipient = 'eve@elsewhere.example' order by 1 desc");
        // As if long ago, and as if the weekly look through all content had found it
        server.database()
                .execute(
                        "insert into content_candidate (hash, since) select content_hash, '2020-01-01' from outbound_message");
        server.runJob("find-unreferenced-content");
        server.runJob("sweep-content");
        assertThat(post.copies("forward 3")).containsExactly("> eve@elsewhere.example");
        server.database().execute("delete from outbound_message where id = " + ids.getFirst());
        server.database().execute("update content_candidate set since = '2020-01-01'");
        server.runJob("sweep-content");
        assertThat(post.texts("select 1 from content where position(convert_to('forward 3', 'UTF8') in header) > 0"))
                .isEmpty();
    }

    @ParameterizedTest // RFC 5321, 6.3
    @ValueSource(
            strings = {
                "Delivered-To: info@forward.example",
                "Received: from a\r\n\tby b\r\ndelivered-to:\r\n <INFO@Forward.Example>",
                "Delivered-To: x@elsewhere.example\r\nDelivered-To: \"info\"@forward.example",
                "Delivered-To: ann@forward.example"
            })
    void mailThatComesBackIsRefused(String fields) {
        var report = post.deliver(
                fields + "\r\nSubject: loop\r\n\r\nDelivered-To: not a field\r\n",
                "info@forward.example",
                "away@forward.example");
        assertThat(Post.outcomes(report)).containsExactly("Loop", "OK");
        assertThat(post.copies("loop")).containsOnly("> eve@elsewhere.example");
    }

    @Test
    void mailThatOthersHaveHadIsNoLoop() {
        var report = post.deliver(
                "Delivered-To: carol@elsewhere.example\r\nDelivered-To: garbage\r\nSubject: no loop\r\n\r\n"
                        + "Delivered-To: ann@forward.example\r\n",
                "ann@forward.example");
        assertThat(Post.outcomes(report)).containsExactly("OK");
    }

    @Test
    void theQueueIsForAdministrators() {
        assertThatThrownBy(() -> server.client(ServiceName.POP3)
                        .api(OutboundMessagesApi.class)
                        .list(null, null, null, null, null, null, null, null))
                .isInstanceOf(MailboxException.NotPermitted.class);
        assertThatThrownBy(() -> outbound.get(Long.MAX_VALUE)).isInstanceOf(MailboxException.NotFound.class);
    }

    @Test
    void theQueueIsReadByPages() {
        for (int i = 0; i < 3; i++) {
            post.deliver("Subject: page " + i + "\r\n\r\nhello\r\n", "away@forward.example");
        }
        var first = outbound.list(null, null, null, null, null, null, null, 2);
        var second = outbound.list(null, null, null, null, null, null, first.next(), 1000);
        assertThat(first.items()).hasSize(2);
        assertThat(second.items().getFirst().id())
                .isGreaterThan(first.items().getLast().id());
        assertThat(new RawHttp(server.url(), MailboxServer.ADMIN_KEY)
                        .get("/v1/outbound-messages?cursor=eA")
                        .problem()
                        .field())
                .isEqualTo("cursor");
    }
}
