package org.valija.smtp.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.util.unit.DataSize;
import org.valija.smtp.parse.Body;
import org.valija.smtp.settings.BareLineEnds;
import org.valija.smtp.settings.MessageLimits;

/** What a message is after all checks: the octets that came, or refused; and its header is seen alike by who counts and who reads. */
class MessageContentFuzzTest {

    @FuzzTest(maxDuration = "20s")
    @DictionaryFile(resourcePath = "header.dict")
    void passesAsItCameOrIsRefused(FuzzedDataProvider data) throws IOException {
        var bare = data.pickValue(BareLineEnds.values());
        var body = data.pickValue(Body.values());
        int piece = data.consumeInt(1, 20);
        byte[] sent = data.consumeRemainingAsBytes();
        var content = new MessageContent(new Whole(sent, piece), body, limits(bare));
        var came = new ByteArrayOutputStream();
        try {
            var opening = content.readOpening(1);
            came.writeBytes(opening);
            content.transferTo(came);
            assertThat(Header.of(opening).fields()).hasSize(content.header().fields());
        } catch (RefusedContentException refused) {
            assertThat(bare == BareLineEnds.REFUSE && body != Body.BINARY_MIME && hasBareLineEnds(sent)
                            || content.header().fields() > limits(bare).fields()
                            || content.header().received() > limits(bare).received())
                    .as("refused: %s", refused.getMessage())
                    .isTrue();
            return;
        }
        if (body == Body.BINARY_MIME || !hasBareLineEnds(sent)) {
            assertThat(came.toByteArray()).isEqualTo(sent);
        } else {
            assertThat(bare).isEqualTo(BareLineEnds.NORMALIZE);
            assertThat(hasBareLineEnds(came.toByteArray())).isFalse();
            assertThat(lines(came.toByteArray())).isEqualTo(lines(sent));
        }
    }

    private static MessageLimits limits(BareLineEnds bare) {
        return new MessageLimits(
                DataSize.ofMegabytes(1), DataSize.ofMegabytes(1), DataSize.ofMegabytes(1), 100, bare, 100, 30);
    }

    private static boolean hasBareLineEnds(byte[] octets) {
        var text = new String(octets, StandardCharsets.ISO_8859_1).replace("\r\n", "");
        return text.indexOf('\r') >= 0 || text.indexOf('\n') >= 0;
    }

    private static String lines(byte[] octets) {
        return new String(octets, StandardCharsets.ISO_8859_1)
                .replace("\r\n", "\n")
                .replace('\r', '\n');
    }

    /** A message that is here, and comes in pieces of the same size. */
    private static final class Whole extends IncomingMessage {

        private final ByteArrayInputStream octets;
        private final int piece;

        Whole(byte[] octets, int piece) {
            this.octets = new ByteArrayInputStream(octets);
            this.piece = piece;
        }

        @Override
        public boolean atEnd() {
            return octets.available() == 0;
        }

        @Override
        public boolean isAnswerable() {
            return atEnd();
        }

        @Override
        public void drain(long most) {
            octets.skip(most);
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            return octets.read(into, offset, Math.min(length, piece));
        }
    }
}
