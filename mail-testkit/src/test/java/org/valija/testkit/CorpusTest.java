package org.valija.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.valija.testkit.Sample.BySmtp;
import org.valija.testkit.Sample.Needs;

/** The catalogue must be true of the files, octet by octet. */
class CorpusTest {

    static List<Sample> small() {
        return Corpus.small();
    }

    @Test
    void isVariedAndEveryNameIsThereOnce() {
        assertThat(Corpus.small()).hasSizeGreaterThan(100);
        assertThat(Corpus.all()).extracting(Sample::name).doesNotHaveDuplicates();
        assertThat(Corpus.all()).extracting(Sample::about).doesNotHaveDuplicates();
        assertThat(Corpus.sendable()).hasSizeGreaterThan(100);
        assertThat(Corpus.named("dot-lines").bytes())
                .contains(".\r\n..\r\n...\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    @ParameterizedTest
    @MethodSource("small")
    void theCatalogueSaysWhatSmtpDoes(Sample sample) {
        String text = new String(sample.bytes(), StandardCharsets.ISO_8859_1);
        String withoutCrlf = text.replace("\r\n", "");
        boolean bare = withoutCrlf.contains("\r") || withoutCrlf.contains("\n") || text.contains("\0");
        assertThat(sample.sendable()).isEqualTo(!bare);
        if (sample.sendable()) {
            assertThat(sample.smtp() == BySmtp.UNCHANGED).isEqualTo(text.endsWith("\r\n"));
            String received = new String(sample.receivedBytes(), StandardCharsets.ISO_8859_1);
            assertThat(received).startsWith(text).endsWith("\r\n");
        }
    }

    @ParameterizedTest
    @MethodSource("small")
    void theCatalogueSaysWhichExtensionIsNeeded(Sample sample) {
        boolean eightBit =
                new String(sample.bytes(), StandardCharsets.ISO_8859_1).chars().anyMatch(octet -> octet > 127);
        assertThat(sample.needs() != Needs.NOTHING).isEqualTo(eightBit);
    }

    @Test
    void theLongLinesAreAsLongAsTheySay() {
        assertThat(longestLine(Corpus.named("line-998"))).isEqualTo(998);
        assertThat(longestLine(Corpus.named("line-998-dot"))).isEqualTo(998);
        assertThat(longestLine(Corpus.named("line-2000"))).isEqualTo(2000);
        assertThat(longestLine(Corpus.named("line-20000"))).isEqualTo(20000);
        assertThat(longestLine(Corpus.named("header-long-line"))).isEqualTo(10_000);
    }

    @Test
    void theLargeMessageIsTheSameHoweverItIsRead() throws IOException {
        try (InputStream whole = LargeMessage.withAttachmentOf(10_000, 7);
                InputStream octets = LargeMessage.withAttachmentOf(10_000, 7)) {
            for (byte expected : whole.readAllBytes()) {
                assertThat(octets.read()).isEqualTo(expected & 0xff);
            }
            assertThat(octets.read()).isEqualTo(-1);
        }
    }

    @Test
    void theLargeMessageIsLargeAndOthersDiffer() throws IOException {
        try (InputStream large = Corpus.named("attachment-20mb").open()) {
            assertThat(large.transferTo(OutputStream.nullOutputStream())).isBetween(28_000_000L, 29_000_000L);
        }
        try (InputStream one = LargeMessage.withAttachmentOf(100, 1);
                InputStream other = LargeMessage.withAttachmentOf(100, 2)) {
            byte[] octets = one.readAllBytes();
            assertThat(octets).isNotEqualTo(other.readAllBytes());
            assertThat(octets).asString(StandardCharsets.US_ASCII).endsWith("\r\n--large--\r\n");
        }
    }

    private static int longestLine(Sample sample) {
        return new String(sample.bytes(), StandardCharsets.ISO_8859_1)
                .lines()
                .mapToInt(String::length)
                .max()
                .orElseThrow();
    }
}
