package org.valija.mailbox.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.valija.mailbox.api.message.BodyPart;
import org.valija.testkit.Corpus;
import org.valija.testkit.Sample;

/** The structure of messages: RFC 2045, 2046. */
class MessageParserTest {

    static List<Sample> samples() {
        return Corpus.small();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void findsThePartsOfTheCorpus(Sample sample) {
        var parsed = parse(sample.bytes(), Integer.MAX_VALUE);
        sample.structure()
                .ifPresent(expected -> assertThat(outline(parsed.structure()))
                        .as(sample.about())
                        .isEqualTo(expected));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void doesNotCareInWhatPiecesAMessageComes(Sample sample) {
        var whole = parse(sample.bytes(), Integer.MAX_VALUE);
        for (int piece : new int[] {1, 2, 3, 7, 64, 1000}) {
            assertThat(parse(sample.bytes(), piece))
                    .as("in pieces of %d", piece)
                    .isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everyPartLiesWhereItSays(Sample sample) {
        var octets = sample.bytes();
        var parsed = parse(octets, Integer.MAX_VALUE);
        assertThat(parsed.size()).isEqualTo(octets.length);
        assertThat(parsed.structure().headerOffset()).isZero();
        assertThat(parsed.structure().bodyOffset()).isEqualTo(parsed.headerSize());
        assertThat(parsed.structure().bodyOffset() + parsed.structure().size()).isEqualTo(octets.length);
        assertLies(parsed.structure(), 0, octets.length, octets);
    }

    private static void assertLies(BodyPart part, long from, long to, byte[] octets) {
        assertThat(part.headerOffset()).isBetween(from, to);
        assertThat(part.bodyOffset()).isBetween(part.headerOffset(), to);
        assertThat(part.bodyOffset() + part.size()).isBetween(part.bodyOffset(), to);
        if (part.type().equals("text")) {
            var text = new String(octets, (int) part.bodyOffset(), (int) part.size(), StandardCharsets.ISO_8859_1);
            assertThat(part.lines())
                    .isEqualTo(
                            text.isEmpty()
                                    ? 0
                                    : text.chars().filter(c -> c == '\n').count() + (text.endsWith("\n") ? 0 : 1));
        }
        long end = part.bodyOffset() + part.size();
        long next = part.bodyOffset();
        for (var child : part.parts()) {
            assertLies(child, next, end, octets);
            next = child.bodyOffset() + child.size();
        }
        if (part.message() != null) {
            assertThat(part.message().body().headerOffset()).isEqualTo(part.bodyOffset());
            assertLies(part.message().body(), part.bodyOffset(), end, octets);
        }
    }

    @Test // RFC 2046, 5.1.1: the line end before a boundary belongs to the boundary
    void bodyEndsBeforeTheLineEndOfItsBoundary() {
        var message = "Content-Type: multipart/mixed; boundary=b\r\n\r\npreamble\r\n--b\r\n\r\none\r\ntwo\r\n--b  \r\n"
                + "Content-Type: text/html\r\n\r\n\r\n--b--\r\nepilogue\r\n";
        var parts = parse(message).structure().parts();
        assertThat(text(message, parts.get(0))).isEqualTo("one\r\ntwo");
        assertThat(parts.get(0).lines()).isEqualTo(2);
        assertThat(text(message, parts.get(1))).isEmpty();
        assertThat(parts.get(1).subtype()).isEqualTo("html");
    }

    @Test // RFC 2046, 5.1.2: an outer boundary ends what is within
    void outerBoundaryEndsInnerParts() {
        var message = "Content-Type: multipart/mixed; boundary=out\r\n\r\n--out\r\n"
                + "Content-Type: multipart/alternative; boundary=in\r\n\r\n--in\r\n\r\ninner\r\n--out\r\n\r\nsecond\r\n--out--";
        assertThat(outline(parse(message).structure())).isEqualTo("mixed(alternative(text/plain),text/plain)");
    }

    @Test
    void headerThatNeverEndsIsCut() {
        var message = "Subject: x\r\n" + "X-Filler: yes\r\n".repeat(40_000);
        assertThat(parse(message).headerSize()).isEqualTo(MessageParser.LONGEST_HEADER);
        var line = "X-Filler: " + "y".repeat(2 * MessageParser.LONGEST_HEADER);
        assertThat(parse(line).headerSize()).isEqualTo(MessageParser.LONGEST_HEADER);
    }

    @Test
    void endlessPartsAndDepthsStayWithinBounds() {
        var parts =
                "Content-Type: multipart/mixed; boundary=b\r\n\r\n" + "--b\r\n\r\nx\r\n".repeat(50_000) + "--b--\r\n";
        assertThat(parse(parts).structure().parts()).hasSizeLessThan(1_001);
        var deep = "Content-Type: message/rfc822\r\n\r\n".repeat(10_000) + "\r\nx";
        assertThat(parse(deep).structure().type()).isEqualTo("message");
    }

    static ParsedMessage parse(String message) {
        return parse(message.getBytes(StandardCharsets.ISO_8859_1), Integer.MAX_VALUE);
    }

    private static ParsedMessage parse(byte[] octets, int piece) {
        var parser = new MessageParser();
        for (int at = 0; at < octets.length; at += Math.min(piece, octets.length - at)) {
            parser.update(octets, at, Math.min(piece, octets.length - at));
        }
        return parser.finish();
    }

    private static String text(String message, BodyPart part) {
        return message.substring((int) part.bodyOffset(), (int) (part.bodyOffset() + part.size()));
    }

    /** As in the catalogue of the corpus: {@code mixed(text/plain,message/rfc822(text/plain))}. */
    private static String outline(BodyPart part) {
        if (part.isMultipart()) {
            return part.parts().stream()
                    .map(MessageParserTest::outline)
                    .collect(Collectors.joining(",", part.subtype() + "(", ")"));
        }
        var leaf = part.type() + "/" + part.subtype();
        return part.message() == null
                ? leaf
                : leaf + "(" + outline(part.message().body()) + ")";
    }
}
