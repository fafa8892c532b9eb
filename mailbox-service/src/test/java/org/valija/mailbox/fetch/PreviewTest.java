package org.valija.mailbox.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.valija.mailbox.api.UidSet;
import org.valija.mailbox.api.message.FetchRequest;
import org.valija.mailbox.api.message.FetchRequest.Field;
import org.valija.mailbox.api.message.Message;
import org.valija.mailbox.api.message.Section;
import org.valija.mailbox.testing.MailboxServer;
import org.valija.mailbox.testing.TestUser;
import org.valija.mailbox.testing.TextIndexing;

/** RFC 8970: the same preview, whether or not the text index has come to the message. */
class PreviewTest {

    private static MailboxServer server;
    private static TestUser ann;

    @BeforeAll
    static void start() {
        server = TextIndexing.server();
        ann = TestUser.create(server, "ann@preview.example", 0);
        add("\r\nHello Ben,\r\n\r\n  how are\tyou?\r\n");
        add(
                "Content-Type: text/html; charset=utf-8\r\n\r\n<title>no</title><p>Fish &amp; chips</p><script>no</script>");
        add("Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>rich"
                + "\r\n--b\r\n\r\nplain\r\n--b--\r\n");
        add("Content-Type: image/png\r\n\r\nnothing to read");
        add("\r\n" + "\uD83D\uDE00x".repeat(1_000));
        add("Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Disposition: attachment\r\n\r\nnot this"
                + "\r\n--b\r\nContent-Transfer-Encoding: base64\r\n\r\nYnV0IHRoYXQ=\r\n--b--\r\n");
    }

    private static void add(String message) {
        ann.append("INBOX", message);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aPreviewIsTheBeginningOfTheText() throws IOException {
        var expected = List.of(
                "Hello Ben, how are you?", "Fish & chips", "plain", "", "\uD83D\uDE00x".repeat(100), "but that");

        assertThat(previews(List.of())).isEqualTo(expected);
        assertThat(previews(List.of(Section.ALL))).isEqualTo(expected);
        TextIndexing.finish(server);
        assertThat(previews(List.of())).isEqualTo(expected);
        assertThat(previews(List.of(Section.ALL))).isEqualTo(expected);
    }

    private static List<String> previews(List<Section> sections) throws IOException {
        var request = new FetchRequest(UidSet.parse("1:9"), EnumSet.of(Field.PREVIEW), sections, false);
        var previews = new ArrayList<String>();
        try (var in = ann.messages()
                .fetch(ann.token(), ann.account(), ann.id("INBOX"), request)
                .reader()) {
            for (var message = in.next(Message.class); message != null; message = in.next(Message.class)) {
                previews.add(message.preview());
                for (int i = 0; i < sections.size(); i++) {
                    in.content().close();
                }
            }
        }
        return previews;
    }
}
