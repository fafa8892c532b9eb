package org.valija.smtp.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A message in chunks, of any octets and any sizes, with commands between them: what was in the chunks, and nothing else. */
class ChunkedMessageFuzzTest {

    @FuzzTest(maxDuration = "20s") // RFC 3030, 2
    void isWhatWasInTheChunks(FuzzedDataProvider data) throws IOException {
        var sent = new ByteArrayOutputStream();
        var message = new ByteArrayOutputStream();
        int first = data.consumeInt(0, 40);
        int count = data.consumeInt(1, 6);
        int answered = 0;
        byte[] chunk = data.consumeBytes(first);
        var begin = new Bdat(chunk.length, count == 1);
        sent.writeBytes(chunk);
        message.writeBytes(chunk);
        for (int i = 1; i < count; i++) {
            if (data.consumeBoolean()) {
                // Answered between the chunks, and no part of the message
                sent.writeBytes(
                        octets(data.pickValue(new String[] {"NOOP", "VRFY a", "EXPN a", "DATA", "?"}) + "\r\n"));
                answered++;
            }
            chunk = data.consumeBytes(data.consumeInt(0, 40));
            sent.writeBytes(octets("BDAT " + chunk.length + (i == count - 1 ? " LAST\r\n" : "\r\n")));
            sent.writeBytes(chunk);
            message.writeBytes(chunk);
        }
        byte[] rest = data.consumeRemainingAsBytes();
        sent.writeBytes(rest);

        var client = new OfflineClient(sent.toByteArray());
        var chunks = new ChunkedMessage(begin, client);
        assertThat(chunks.readAllBytes()).isEqualTo(message.toByteArray());
        assertThat(chunks.atEnd()).isTrue();
        assertThat(client.replies()).hasSize(count - 1 + answered);
        assertThat(client.rest()).as("left for the next command").isEqualTo(rest);
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
