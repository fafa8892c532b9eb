package org.valija.line;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The message after DATA, whatever is in it and however the network cuts it, against the RFC's words for it. */
class DotStuffedInputFuzzTest {

    private static final String END = "\r\n.\r\n";

    @FuzzTest(maxDuration = "20s") // RFC 5321, 4.5.2
    @DictionaryFile(resourcePath = "dots.dict")
    void endsAtCrlfDotCrlfOnly(FuzzedDataProvider data) throws IOException {
        int cut = data.consumeInt(0, 100);
        // Whatever comes, there is an end to it
        var sent = new String(data.consumeRemainingAsBytes(), StandardCharsets.ISO_8859_1) + END;
        // The line before the first is the one of DATA
        int end = ("\r\n" + sent).indexOf(END);
        var stuffed = sent.substring(0, end);
        var rest = sent.substring(end + ".\r\n".length());

        var in = Chunks.cut(sent, Math.min(cut, sent.length()));
        var message = in.begin(new DotStuffedInput(in));
        assertThat(new String(message.readAllBytes(), StandardCharsets.ISO_8859_1))
                .isEqualTo(("\r\n" + stuffed).replace("\r\n.", "\r\n").substring("\r\n".length()));
        assertThat(message.hasBareLineEnds())
                .isEqualTo(stuffed.replace("\r\n", "").matches("(?s).*[\r\n].*"));
        assertThat(new String(in.readBytes(rest.length()), StandardCharsets.ISO_8859_1))
                .isEqualTo(rest);
    }
}
