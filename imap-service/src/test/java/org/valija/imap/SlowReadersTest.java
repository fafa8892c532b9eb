package org.valija.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.valija.testkit.Conversation;

/** Clients that ask for much and read little of it. */
class SlowReadersTest {

    /** Twice as many as mailbox-service has connections to its database here. */
    private static final int READERS = 20;

    /** More than all buffers on the way hold together. */
    private static final int OCTETS = 32 * 1024 * 1024;

    private final ImapUser user = ImapUser.fresh();

    @Test
    void holdNoConnectionToTheDatabase() {
        append();
        var readers = new ArrayList<Conversation>();
        try {
            for (int i = 0; i < READERS; i++) {
                var reader = user.open();
                readers.add(reader);
                reader.play("""
                        S: * OK <any>
                        C: a LOGIN {user} opensesame
                        S: a OK <any>
                        C: b EXAMINE INBOX
                        S: <lines>
                        S: b OK <any>
                        C: c FETCH 1 BODY.PEEK[]
                        S: * 1 FETCH (BODY[] {%d}
                        """.formatted(OCTETS));
            }
            // All of them are stuck within the message now, and others are served all the same
            user.playSelected("""
                    C: c SEARCH LARGER 1000
                    S: * SEARCH 1
                    S: c OK <any>
                    C: d FETCH 1 (FLAGS BODY.PEEK[]<0.9>)
                    S: * 1 FETCH (FLAGS (<any>) BODY[]<0> {9}
                    S: Subject: )
                    S: d OK <any>
                    """);
            // Who reads on after all gets the rest
            var rest = readers.getFirst().client(1).read(OCTETS);
            assertThat(rest).hasSize(OCTETS).endsWith("the end\r\n".getBytes(StandardCharsets.US_ASCII));
        } finally {
            readers.forEach(Conversation::close);
        }
    }

    private void append() {
        var message = new byte[OCTETS];
        Arrays.fill(message, (byte) 'x');
        for (int i = 78; i < OCTETS; i += 80) {
            message[i] = '\r';
            message[Math.min(OCTETS - 1, i + 1)] = '\n';
        }
        copy("Subject: large\r\n\r\n", message, 0);
        copy("\r\nthe end\r\n", message, OCTETS - 11);
        try (var conversation = user.open()) {
            conversation.play("""
                    S: * OK <any>
                    C: a LOGIN {user} opensesame
                    S: a OK <any>
                    C: b APPEND INBOX {%d+}
                    """.formatted(OCTETS));
            conversation.client(1).send(message);
            conversation.play("""
                    C:\s
                    S: b OK <any>
                    """);
        }
    }

    private static void copy(String text, byte[] to, int at) {
        System.arraycopy(text.getBytes(StandardCharsets.US_ASCII), 0, to, at, text.length());
    }
}
