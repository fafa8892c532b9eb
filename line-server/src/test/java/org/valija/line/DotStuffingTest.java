package org.valija.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DotStuffingTest {

    @ParameterizedTest // RFC 5321, 4.5.2
    @CsvSource(textBlock = """
                    '.\\r\\n',                     '',                      false
                    '\\r\\n.\\r\\n',                '\\r\\n',                 false
                    'a\\r\\n.\\r\\n',               'a\\r\\n',                false
                    '..\\r\\n.\\r\\n',              '.\\r\\n',                false
                    '...a\\r\\n.\\r\\n',            '..a\\r\\n',              false
                    '.a\\r\\n.\\r\\n',              'a\\r\\n',                false
                    'a.\\r\\n.b\\r\\n..\\r\\n.\\r\\n', 'a.\\r\\nb\\r\\n.\\r\\n',  false
                    'a\\n.\\nb\\r\\n.\\r\\n',        'a\\n.\\nb\\r\\n',         true
                    'a\\r.\\rb\\r\\n.\\r\\n',        'a\\r.\\rb\\r\\n',         true
                    'a\\r\\n.\\nb\\r\\n.\\r\\n',      'a\\r\\n\\nb\\r\\n',        true
                    'a\\n.\\r\\nb\\r\\n.\\r\\n',      'a\\n.\\r\\nb\\r\\n',       true
                    'a\\r\\n.\\rb\\r\\n.\\r\\n',      'a\\r\\n\\rb\\r\\n',        true
                    'a\\r.\\r\\nb\\r\\n.\\r\\n',      'a\\r.\\r\\nb\\r\\n',       true
                    'a\\r\\n\\n.\\r\\nb\\r\\n.\\r\\n',  'a\\r\\n\\n.\\r\\nb\\r\\n',   true
                    'a\\r\\r\\n.\\r\\n',             'a\\r\\r\\n',              true
                    'a\\r\\n.\\r\\r\\nb\\r\\n.\\r\\n',  'a\\r\\n\\r\\r\\nb\\r\\n',    true
                    'a\\r\\r\\n..\\r\\n.\\r\\n',      'a\\r\\r\\n.\\r\\n',        true
                    '.\\n.\\r\\n\\r\\n.\\r\\n',       '\\n.\\r\\n\\r\\n',         true
                    'a\\0b\\r\\n.\\r\\n',           'a\\0b\\r\\n',            false
                    """)
    void endsAtCrlfDotCrlfOnly(String sent, String expected, boolean bare) throws IOException {
        var text = LineInputTest.unescape(sent) + "NEXT\r\n";
        var want = LineInputTest.unescape(expected);
        check(Chunks.whole(text), want, bare);
        check(Chunks.octets(text), want, bare);
        for (int at = 1; at < text.length(); at++) {
            check(Chunks.cut(text, at), want, bare);
        }
    }

    private static void check(LineInput in, String want, boolean bare) throws IOException {
        var message = in.begin(new DotStuffedInput(in));
        var content = new String(message.readAllBytes(), StandardCharsets.ISO_8859_1);
        assertThat(content).isEqualTo(want);
        assertThat(message.hasBareLineEnds()).isEqualTo(bare);
        assertThat(message.read()).isEqualTo(-1);
        assertThat(in.readLine(10).latin1()).isEqualTo("NEXT");
    }

    @Test
    void readsOctetByOctetToo() throws IOException {
        var in = Chunks.whole("a\r\n..b\r\n.\rc\r\n.\r\nNEXT\r\n");
        var message = in.begin(new DotStuffedInput(in));
        var content = new StringBuilder();
        for (int octet = message.read(); octet >= 0; octet = message.read()) {
            content.append((char) octet);
        }
        assertThat(content).hasToString("a\r\n.b\r\n\rc\r\n");
        assertThat(in.readLine(10).latin1()).isEqualTo("NEXT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a\r\n", "a\r\n.", "a\r\n.\r", "a\n.\n", "a\r\n.\n"})
    void messageCutShortIsNoMessage(String sent) throws IOException {
        var in = Chunks.whole(sent);
        assertThatExceptionOfType(EOFException.class)
                .isThrownBy(() -> in.begin(new DotStuffedInput(in)).readAllBytes());
    }

    @Test
    void messageNotReadToItsEndIsNeverTakenForCommands() throws IOException {
        var in = Chunks.whole("a\r\nQUIT\r\n.\r\n");
        assertThat(in.begin(new DotStuffedInput(in)).read()).isEqualTo('a');
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> in.readLine(10));
    }

    @Test
    void whateverIsStuffedComesOutAgain() throws IOException {
        var random = new Random(5321);
        var words = new String[] {"\r\n", ".", "..", "a", "\0", "\r\n.", "\r\n.\r\n", "long ".repeat(300), "\u00ff"};
        for (int run = 0; run < 2000; run++) {
            var content = new StringBuilder();
            for (int word = random.nextInt(12); word > 0; word--) {
                content.append(words[random.nextInt(words.length)]);
            }
            var stuffed = stuff(content.toString(), random);
            var ended = content.isEmpty() || content.toString().endsWith("\r\n") ? "" : "\r\n";
            var wire = stuffed + "NEXT\r\n";
            check(Chunks.cut(wire, random.nextInt(wire.length())), content + ended, false);
        }
    }

    private static String stuff(String content, Random random) throws IOException {
        var wire = new ByteArrayOutputStream();
        byte[] octets = content.getBytes(StandardCharsets.ISO_8859_1);
        try (var out = new DotStuffingOutput(wire)) {
            for (int done = 0; done < octets.length; ) {
                int length = Math.min(octets.length - done, 1 + random.nextInt(7));
                out.write(octets, done, length);
                done += length;
            }
        }
        return wire.toString(StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest // RFC 1939, 3
    @CsvSource(textBlock = """
                    '',              '.\\r\\n'
                    'a',             'a\\r\\n.\\r\\n'
                    'a\\r',           'a\\r\\r\\n.\\r\\n'
                    'a\\n',           'a\\n\\r\\n.\\r\\n'
                    '.',             '..\\r\\n.\\r\\n'
                    'a\\r\\n.b\\r\\n',  'a\\r\\n..b\\r\\n.\\r\\n'
                    'a\\n.\\r\\n',      'a\\n..\\r\\n.\\r\\n'
                    'a\\r.\\r\\n',      'a\\r.\\r\\n.\\r\\n'
                    """)
    void stuffing(String content, String expected) throws IOException {
        assertThat(stuff(LineInputTest.unescape(content), new Random(1))).isEqualTo(LineInputTest.unescape(expected));
    }
}
