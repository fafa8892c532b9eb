package org.valija.mailbox.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.UidSet;
import org.valija.mailbox.api.UserToken;
import org.valija.mailbox.api.message.FetchRequest;
import org.valija.mailbox.api.message.FetchRequest.Field;
import org.valija.mailbox.api.message.Flags;
import org.valija.mailbox.api.message.Message;
import org.valija.mailbox.api.message.MessagesApi;
import org.valija.mailbox.api.message.NewMessage;
import org.valija.mailbox.api.message.Section;
import org.valija.mailbox.api.stream.CborSequence;
import org.valija.mailbox.api.stream.SequenceReader;
import org.valija.mailbox.testing.MailboxServer;

/** Sections of a message: RFC 9051, 6.4.5.1. The same of a message in one row and of one in chunks. */
class SectionTest {

    /** RFC 9051, 6.4.5.1 has an example of this shape. */
    private static final String MESSAGE = """
            From: ann@example.org
            Subject: outer
            To: bob@example.org,
              cid@example.org
            Content-Type: multipart/mixed; boundary=out

            preamble
            --out

            first
            part
            --out
            Content-Type: message/rfc822
            Content-Description: attached

            Subject: inner
            Content-Type: multipart/alternative; boundary=in

            --in
            X-Part: plain

            inner text
            --in
            Content-Type: text/html

            <b>inner</b>
            --in--
            after
            --out
            Content-Type: message/rfc822

            Subject: simple

            just text
            --out
            Content-Type: application/octet-stream

            %s
            --out--
            epilogue
            """.replace("\n", "\r\n");

    private static MailboxServer server;
    private static MessagesApi messages;
    private static AccountId account;
    private static UserToken token;
    private static MailboxId mailbox;

    @BeforeAll
    static void start() {
        server = MailboxServer.onFreshDatabase();
        account = server.createAccount("ann@example.org", "correct horse");
        token = server.login("ann@example.org", "correct horse").token();
        messages = server.client().api(MessagesApi.class);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            1         | CONTENT | first\\npart
            1         | MIME    | `\\n`
            1.1       | CONTENT | -
            1         | TEXT    | -
            2         | MIME    | Content-Type: message/rfc822\\nContent-Description: attached\\n\\n
            2         | HEADER  | Subject: inner\\nContent-Type: multipart/alternative; boundary=in\\n\\n
            2         | TEXT    | --in\\nX-Part: plain\\n\\ninner text\\n--in\\nContent-Type: text/html\\n\\n<b>inner</b>\\n--in--\\nafter
            2.1       | CONTENT | inner text
            2.1       | MIME    | X-Part: plain\\n\\n
            2.2       | CONTENT | <b>inner</b>
            2.2       | MIME    | Content-Type: text/html\\n\\n
            2.2       | HEADER  | -
            2.3       | CONTENT | -
            3         | CONTENT | Subject: simple\\n\\njust text
            3         | HEADER  | Subject: simple\\n\\n
            3         | TEXT    | just text
            3.1       | CONTENT | just text
            3.1       | MIME    | Subject: simple\\n\\n
            3.2       | CONTENT | -
            4.1       | CONTENT | -
            5         | CONTENT | -
            """)
    void partsAreWhatTheyAre(String part, Section.What what, String expected) throws IOException {
        var numbers = Stream.of(part.split("\\.")).map(Integer::valueOf).toList();
        for (var content : List.of(small(), large())) {
            var section = new Section(numbers, what, List.of(), null, null);
            assertThat(read(content, section)).isEqualTo(expected.equals("-") ? null : lines(expected));
        }
    }

    @Test
    void theMessageItselfIsHeaderAndText() throws IOException {
        for (var content : List.of(small(), large())) {
            int header = content.indexOf("\r\n\r\n") + 4;
            assertThat(read(content, whole(Section.What.HEADER))).isEqualTo(content.substring(0, header));
            assertThat(read(content, whole(Section.What.TEXT))).isEqualTo(content.substring(header));
            assertThat(read(content, whole(Section.What.CONTENT))).isEqualTo(content);
        }
    }

    @Test
    void headerFieldsArePickedAsTheyStand() throws IOException {
        var picked = new Section(List.of(), Section.What.HEADER_FIELDS, List.of("TO", "x-none"), null, null);
        assertThat(read(small(), picked)).isEqualTo("To: bob@example.org,\r\n  cid@example.org\r\n\r\n");
        var others = new Section(
                List.of(), Section.What.HEADER_FIELDS_NOT, List.of("to", "content-type", "From"), null, null);
        assertThat(read(small(), others)).isEqualTo("Subject: outer\r\n\r\n");
        var inner = new Section(List.of(2), Section.What.HEADER_FIELDS, List.of("subject"), null, null);
        assertThat(read(large(), inner)).isEqualTo("Subject: inner\r\n\r\n");
        var partOfThat = new Section(List.of(2), Section.What.HEADER_FIELDS, List.of("subject"), 9L, 5L);
        assertThat(read(large(), partOfThat)).isEqualTo("inner");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 3, 12, 13, 1_000_000, Long.MAX_VALUE})
    void piecesAreCutFromASection(long offset) throws IOException {
        for (var content : List.of(small(), large())) {
            var text = "just text";
            var piece = new Section(List.of(3), Section.What.TEXT, List.of(), offset, 4L);
            int from = (int) Math.min(offset, text.length());
            assertThat(read(content, piece)).isEqualTo(text.substring(from, Math.min(from + 4, text.length())));
        }
    }

    @Test
    void manySectionsAndFieldsComeTogether() throws IOException {
        var uid = append(large());
        var sections = List.of(
                whole(Section.What.HEADER),
                new Section(List.of(9), Section.What.CONTENT, List.of(), null, null),
                new Section(List.of(2, 2), Section.What.CONTENT, List.of(), null, null));
        var request = new FetchRequest(UidSet.of(uid), Set.of(Field.SIZE, Field.IDS), sections, false);
        try (var answer = messages.fetch(token, account, mailbox, request).reader()) {
            var message = answer.require(Message.class);
            assertThat(message.size()).isEqualTo(large().length());
            assertThat(message.emailId()).startsWith("M");
            assertThat(message.structure()).isNull();
            assertThat(message.flags()).isNull();
            assertThat(message.sections()).hasSize(3).element(1).isEqualTo(-1L);
            assertThat(new String(answer.content().readAllBytes(), StandardCharsets.US_ASCII))
                    .startsWith("From: ann");
            assertThat(new String(answer.content().readAllBytes(), StandardCharsets.US_ASCII))
                    .isEqualTo("<b>inner</b>");
            assertThat(answer.next(Message.class)).isNull();
        }
    }

    @ParameterizedTest // RFC 3516, 4.2
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            base64           | SGVsbG8sIHdvcmxk\\nIQ==    | Hello, world!
            base64           | SGVs*bG8=                    | Hello
            BASE64           | AAEC                         | \\x\\1\\2
            quoted-printable | a=3Db =\\nc=00              | a=b c\\x
            quoted-printable | a=ZZ                         | a=ZZ
            7bit             | plain                        | plain
            binary           | a\\xb                       | a\\xb
            x-uuencode       | #0V%T                        | -
            base64           | ``                           | ``
            """)
    void encodingsAreUndone(String encoding, String encoded, String expected) throws IOException {
        var decoded = new Section(List.of(1), Section.What.DECODED, List.of(), null, null);
        var piece = new Section(List.of(1), Section.What.DECODED, List.of(), 1L, 3L);
        var size = new Section(List.of(1), Section.What.DECODED_SIZE, List.of(), null, null);
        var content = "Content-Transfer-Encoding: " + encoding + "\r\n\r\n" + octets(encoded);
        var request = new FetchRequest(UidSet.of(append(content)), Set.of(), List.of(decoded, size, piece), false);
        try (var answer = messages.fetch(token, account, mailbox, request).reader()) {
            var message = answer.require(Message.class);
            if (expected.equals("-")) {
                long unknown = Message.UNKNOWN_ENCODING;
                assertThat(message.sections()).containsExactly(unknown, unknown, unknown);
                assertThat(answer.next(Message.class)).isNull();
                return;
            }
            var text = octets(expected);
            var cut = text.substring(Math.min(1, text.length()), Math.min(4, text.length()));
            assertThat(message.sections())
                    .containsExactly((long) text.length(), (long) text.length(), (long) cut.length());
            assertThat(text(answer)).isEqualTo(text);
            assertThat(text(answer)).isEqualTo(cut);
            assertThat(message.withNul() != null && message.withNul().contains(0))
                    .isEqualTo(text.contains("\0"));
            assertThat(answer.next(Message.class)).isNull();
        }
    }

    @Test // RFC 3516, 4.2
    void whatIsLargeIsDecodedAsItPasses() throws IOException {
        var line = "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo=\r\n".replace("=", "");
        var content = "Content-Transfer-Encoding: base64\r\n\r\n" + "QUJDREVG\r\n".repeat(100_000) + line;
        var section = new Section(List.of(1), Section.What.DECODED, List.of(), 599_998L, 6L);
        assertThat(read(content, section)).isEqualTo("EFABCD");
        assertThat(read(content, new Section(List.of(1), Section.What.DECODED, List.of(), 700_000L, 6L)))
                .isEmpty();
    }

    private static String text(SequenceReader answer) throws IOException {
        return new String(answer.content().readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    /** {@code \n} is CRLF, {@code \x} is NUL, {@code \1} and so on the octet of that number. */
    private static String octets(String written) {
        return lines(written).replace("\\x", "\0").replace("\\1", "\1").replace("\\2", "\2");
    }

    private static Section whole(Section.What what) {
        return new Section(List.of(), what, List.of(), null, null);
    }

    private static String small() {
        return MESSAGE.formatted("octets");
    }

    private static String large() {
        return MESSAGE.formatted("octets in lines\r\n".repeat(40_000));
    }

    private static String lines(String text) {
        return text.replace("\\n", "\r\n");
    }

    /** Null if the message has no such section. */
    private static String read(String content, Section section) throws IOException {
        var uid = append(content);
        var pieces = new ArrayList<String>();
        var request = new FetchRequest(UidSet.of(uid), Set.of(), List.of(section), false);
        try (var answer = messages.fetch(token, account, mailbox, request).reader()) {
            if (answer.require(Message.class).sections().getFirst() >= 0) {
                pieces.add(new String(answer.content().readAllBytes(), StandardCharsets.US_ASCII));
            }
            assertThat(answer.next(Message.class)).isNull();
        }
        return pieces.isEmpty() ? null : pieces.getFirst();
    }

    private static long append(String content) {
        var appended = messages.append(token, account, "INBOX", CborSequence.of(out -> {
            out.write(new NewMessage(Flags.NONE, null));
            out.write(content.getBytes(StandardCharsets.US_ASCII));
        }));
        mailbox = appended.mailbox();
        return appended.uids().max();
    }
}
