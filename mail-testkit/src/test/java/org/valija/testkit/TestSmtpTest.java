package org.valija.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class TestSmtpTest {

    private final List<String> heard = new CopyOnWriteArrayList<>();

    @Test
    void dotsAreStuffedAndTheLastLineIsEnded() throws IOException {
        try (var server = server("250-here\r\n250-PIPELINING\r\n250 8BITMIME\r\n")) {
            TestSmtp.send(server.port(), "ann@example.org", "bob@example.org", octets(".\r\n..a\r\nb.\r\n\r\n.end"));
        }
        assertThat(heard)
                .startsWith("EHLO client.example.org\r", "MAIL FROM:<ann@example.org> BODY=8BITMIME\r")
                .containsSequence("DATA\r", "..\r", "...a\r", "b.\r", "\r", "..end\r", ".\r");
    }

    @Test
    void everyRecipientHasAnAnswer() throws IOException {
        try (var server = server("250 here\r\n");
                var smtp = TestSmtp.connect(server.port())) {
            var answers = smtp.send(
                    "", List.of("ann@example.org", "unknown@example.org"), new ByteArrayInputStream(octets("x\r\n")));
            assertThat(answers.accepted()).isFalse();
            assertThat(answers.recipients()).extracting(SmtpReply::code).containsExactly(250, 550);
            assertThat(answers.data()).isEqualTo(new SmtpReply(250, List.of("2.0.0 taken", "for now")));
        }
        assertThat(heard).contains("MAIL FROM:<>\r").containsSequence("x\r", ".\r");
    }

    @Test
    void aRefusedMessageFailsTheTest() throws IOException {
        try (var server = server("250 here\r\n")) {
            assertThatThrownBy(() -> TestSmtp.send(server.port(), "", "unknown@example.org", octets("x\r\n")))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("550 5.1.1 unknown");
        }
    }

    private ScriptedServer server(String ehlo) throws IOException {
        return new ScriptedServer(line -> {
            line.send("220 ready\r\n");
            boolean data = false;
            for (String said = line.read(); !said.endsWith("<end>"); said = line.read()) {
                heard.add(said);
                if (data) {
                    data = !said.equals(".\r");
                    line.send(data ? "" : "250-2.0.0 taken\r\n250 for now\r\n");
                } else {
                    data = said.startsWith("DATA");
                    line.send(answer(said, ehlo));
                }
            }
        });
    }

    private static String answer(String said, String ehlo) {
        if (said.startsWith("EHLO")) {
            return ehlo;
        }
        if (said.contains("unknown")) {
            return "550 5.1.1 unknown\r\n";
        }
        return said.startsWith("DATA") ? "354 go\r\n" : "250 2.0.0 OK\r\n";
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
