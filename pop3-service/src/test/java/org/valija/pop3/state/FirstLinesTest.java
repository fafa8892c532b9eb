package org.valija.pop3.state;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 1939, 7, TOP: the number of lines of the body. */
class FirstLinesTest {

    private final List<String> asked = new ArrayList<>();

    private String read(String body, int lines) throws IOException {
        var octets = body.getBytes(US_ASCII);
        var first = new FirstLines(lines, (offset, length) -> {
            asked.add(offset + "+" + length);
            int from = (int) Math.min(offset, octets.length);
            return new ByteArrayInputStream(octets, from, (int) Math.min(length, octets.length - from));
        });
        return new String(first.readAllBytes(), US_ASCII);
    }

    @ParameterizedTest
    @CsvSource({"1, a", "2, a|b", "3, a|b|", "4, a|b||d", "5, a|b||d", "2147483647, a|b||d"})
    void givesSoManyLinesInOnePiece(int lines, String expected) throws IOException {
        var body = "a\r\nb\r\n\r\nd\r\n";
        assertThat(read(body, lines)).isEqualTo(expected.replace("|", "\r\n") + "\r\n");
        assertThat(asked).containsExactly("0+" + lines * 1000L);
    }

    @Test
    void asksAgainForLinesLongerThanTheyMayBe() throws IOException {
        var line = "x".repeat(2500) + "\r\n";
        assertThat(read(line + line + "last", 2)).isEqualTo(line + line);
        assertThat(asked).containsExactly("0+2000", "2000+2000", "4000+1000", "5000+1000");
    }

    @Test
    void takesAnEmptyBodyAndOneWithoutEnd() throws IOException {
        assertThat(read("", 5)).isEmpty();
        assertThat(read("no end", 5)).isEqualTo("no end");
        assertThat(read("x".repeat(1000), 1)).isEqualTo("x".repeat(1000));
    }
}
