package org.valija.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineInputTest {

    private static final int LIMIT = 8;

    @ParameterizedTest // RFC 5321, 2.3.8: only CRLF ends a line
    @CsvSource(textBlock = """
                    'one\\r\\n',                      one
                    '\\r\\n\\r\\n',                    '|'
                    'one\\r\\ntwo\\r\\n',              one|two
                    '12345678\\r\\nok\\r\\n',          12345678|ok
                    '123456789\\r\\nok\\r\\n',         LineTooLong|ok
                    '1234567890123456\\r\\nok\\r\\n',  LineTooLong|ok
                    '1234567\\r\\r\\nok\\r\\n',        BareLineEnd|ok
                    '12345678\\r\\r\\nok\\r\\n',       LineTooLong|ok
                    '12345678\\r9\\r\\nok\\r\\n',      LineTooLong|ok
                    'a\\rb\\r\\nok\\r\\n',             BareLineEnd|ok
                    '\\r\\r\\nok\\r\\n',               BareLineEnd|ok
                    'a\\nb\\r\\nok\\r\\n',             BareLineEnd|ok
                    'a\\n\\r\\nok\\r\\n',              BareLineEnd|ok
                    'a\\nb\\nc\\r\\nok\\r\\n',         BareLineEnd|BareLineEnd|ok
                    'a\\nb\\rc\\r\\nok\\r\\n',         BareLineEnd|ok
                    'a\\n1234567890123\\r\\nok\\r\\n', BareLineEnd|ok
                    '\\nok\\r\\nok\\r\\n',             BareLineEnd|ok
                    '1234567890\\n1\\n\\r\\nok\\r\\n', LineTooLong|ok
                    'a\\0b\\r\\n',                    'a\\0b'
                    """)
    void lines(String sent, String expected) throws IOException {
        var text = unescape(sent);
        var want = List.of(unescape(expected).split("\\|", -1));
        assertThat(read(Chunks.whole(text))).isEqualTo(want);
        assertThat(read(Chunks.octets(text))).isEqualTo(want);
        for (int at = 1; at < text.length(); at++) {
            assertThat(read(Chunks.cut(text, at))).as("cut at %d", at).isEqualTo(want);
        }
    }

    /** All lines, and the names of exceptions where a line was refused. */
    private static List<String> read(LineInput in) throws IOException {
        var lines = new ArrayList<String>();
        while (true) {
            try {
                lines.add(in.readLine(LIMIT).latin1());
            } catch (LineException e) {
                lines.add(e.getClass().getSimpleName().replace("Exception", ""));
            } catch (EOFException _) {
                return lines;
            }
        }
    }

    static String unescape(String text) {
        return text.replace("\\r", "\r").replace("\\n", "\n").replace("\\0", "\0");
    }

    @Test
    void unfinishedLineIsDropped() throws IOException {
        var in = Chunks.whole("whole\r\nhal");
        assertThat(in.readLine(LIMIT).latin1()).isEqualTo("whole");
        assertThatExceptionOfType(EOFException.class).isThrownBy(() -> in.readLine(LIMIT));
    }

    @Test
    void lineOfAnyLengthWithinItsLimitIsRead() throws IOException {
        for (int length : new int[] {1021, 1022, 1023, 1024, 1025, 4096, 100_000}) {
            var text = "x".repeat(length);
            var in = Chunks.whole(text + "\r\nnext\r\n");
            assertThat(in.readLine(length).latin1()).isEqualTo(text);
            assertThat(in.readLine(LIMIT).latin1()).isEqualTo("next");
        }
    }

    @Test
    void endOfAnOverlongLineIsNotWaitedForWithoutEnd() throws IOException {
        var in = Chunks.whole("x".repeat(3 * 1024 * 1024));
        assertThatExceptionOfType(LineOverrunException.class).isThrownBy(() -> in.readLine(LIMIT));
    }

    @Test
    void bufferGrowsNoFurtherThanALineMay() throws IOException {
        var in = Chunks.octets("x".repeat(100_000) + "\r\nok\r\n");
        assertThatExceptionOfType(LineTooLongException.class).isThrownBy(() -> in.readLine(LIMIT));
        assertThat(in.readLine(LIMIT).latin1()).isEqualTo("ok");
        assertThat(in.buffer.length).isLessThanOrEqualTo(32 * 1024);
    }

    @Test // RFC 9051, 4.3
    void literalIsWhateverItIs() throws IOException {
        var text = "{5}\r\n\r\n.\r\nnext\r\n";
        for (int at = 0; at < text.length(); at++) {
            var in = Chunks.cut(text, at);
            assertThat(in.readLine(LIMIT).latin1()).isEqualTo("{5}");
            var literal = in.begin(new LiteralInput(in, 5));
            assertThat(new String(literal.readAllBytes(), StandardCharsets.ISO_8859_1))
                    .isEqualTo("\r\n.\r\n");
            assertThat(literal.read()).isEqualTo(-1);
            assertThat(in.readLine(LIMIT).latin1()).isEqualTo("next");
        }
    }

    @Test
    void largeLiteralAndLineAfterIt() throws IOException {
        var content = "0123456789".repeat(20_000);
        var in = Chunks.whole(content + "next\r\n");
        var literal = in.begin(new LiteralInput(in, content.length()));
        assertThat(new String(literal.readAllBytes(), StandardCharsets.ISO_8859_1))
                .isEqualTo(content);
        assertThat(in.readLine(LIMIT).latin1()).isEqualTo("next");
    }

    @Test
    void clientThatVanishesInALiteralIsNoticed() throws IOException {
        var in = Chunks.whole("abc");
        assertThatExceptionOfType(EOFException.class).isThrownBy(() -> new LiteralInput(in, 4).readAllBytes());
        var again = Chunks.whole("abc");
        assertThatExceptionOfType(EOFException.class).isThrownBy(() -> again.readBytes(4));
    }

    @Test
    void restOfABodyIsNeverTakenForCommands() throws IOException {
        var in = Chunks.whole("abcdef\r\nDELETE\r\n");
        assertThat(in.begin(new LiteralInput(in, 6)).read()).isEqualTo('a');
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> in.readLine(LIMIT));
    }

    @Test
    void bufferIsSmallAgainAfterABody() throws IOException {
        var in = Chunks.whole("x".repeat(1_000_000) + "next\r\n");
        in.begin(new LiteralInput(in, 1_000_000)).skipNBytes(1_000_000);
        assertThat(in.readLine(LIMIT).latin1()).isEqualTo("next");
        assertThatExceptionOfType(EOFException.class).isThrownBy(() -> in.readLine(LIMIT));
        assertThat(in.buffer).hasSizeLessThanOrEqualTo(1024);
    }
}
