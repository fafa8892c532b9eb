package org.valija.pop3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.valija.testkit.Corpus;
import org.valija.testkit.LineClient;

/** Messages come out as they went in: RFC 1939, 3, byte-stuffing undone. */
class ContentTest {

    private static final byte[] CRLF = "\r\n".getBytes(StandardCharsets.US_ASCII);

    private final LivePop3 pop3 = LivePop3.shared();

    @Test
    void everyMessageOfTheCorpusComesOutAsItWentIn() {
        var owner = pop3.owner();
        var samples = Corpus.all();
        samples.forEach(sample -> pop3.deliver(owner, sample.bytes()));
        try (var conversation = pop3.transcript(owner).open()) {
            conversation.play("""
                    S: +OK <any>
                    C: USER {user}
                    S: +OK <any>
                    C: PASS {pass}
                    S: +OK <any>
                    """);
            var client = conversation.client(1);
            for (int number = 1; number <= samples.size(); number++) {
                // What was appended without a CRLF at its end gets one, and that counts: RFC 1939, 11
                var sent = endedByCrlf(samples.get(number - 1).bytes());
                client.send("LIST " + number);
                assertThat(client.readLine()).isEqualTo("+OK " + number + " " + sent.length);
                client.send("RETR " + number);
                assertThat(client.readLine()).isEqualTo("+OK " + sent.length + " octets");
                assertThat(Arrays.equals(readMessage(client), sent))
                        .as("%s is unchanged", samples.get(number - 1))
                        .isTrue();
            }
        }
    }

    /** The lines up to the one with a single dot, unstuffed. A dot after a bare LF has been stuffed as well. */
    private static byte[] readMessage(LineClient client) {
        var message = new ByteArrayOutputStream();
        for (var line = client.readLineOctets(); line.length != 1 || line[0] != '.'; line = client.readLineOctets()) {
            boolean afterLf = true;
            for (int i = 0; i < line.length; i++) {
                boolean stuffed = afterLf && line[i] == '.';
                if (!stuffed) {
                    message.write(line[i]);
                } else if (i + 1 < line.length) {
                    message.write(line[++i]);
                }
                afterLf = line[i] == '\n';
            }
            message.writeBytes(CRLF);
        }
        return message.toByteArray();
    }

    private static byte[] endedByCrlf(byte[] message) {
        int length = message.length;
        if (length == 0 || (length >= 2 && message[length - 2] == '\r' && message[length - 1] == '\n')) {
            return message;
        }
        var ended = Arrays.copyOf(message, length + 2);
        System.arraycopy(CRLF, 0, ended, length, 2);
        return ended;
    }
}
