package org.valija.imap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.valija.testkit.LineClient;

/** Commands may come in any pieces: each is answered the same, cut in two at every byte. */
class PiecesTest {

    private static final String COMMANDS = """
            c CREATE {5+}\r
            a b/c\r
            d LIST "" "a b%"\r
            e UID SEARCH CHARSET UTF-8 SUBJECT {7+}\r
            grüße OR (1:* SEEN) NOT UID 1\r
            f UID FETCH 1:* (FLAGS BODY.PEEK[HEADER.FIELDS (Subject "X")]<0.100>)\r
            g STATUS "INBOX" (MESSAGES)\r
            """;

    private final ImapUser user = ImapUser.fresh().having("Subject: one\n\nbody\n");

    @Test
    void commandsCutInTwoAtEveryByte() {
        var whole = COMMANDS.getBytes(UTF_8);
        try (var conversation = user.open()) {
            conversation.play("""
                    S: * OK <any>
                    C: a LOGIN {user} opensesame
                    S: a OK <any>
                    C: b EXAMINE INBOX
                    S: <lines>
                    S: b OK <any>
                    """);
            var client = conversation.client(1);
            client.send(whole);
            answer(client);
            client.send(whole);
            var expected = answer(client);
            for (int cut = 1; cut < whole.length; cut++) {
                client.send(whole, 0, cut);
                client.send(whole, cut, whole.length - cut);
                assertThat(answer(client)).as("cut at %d", cut).isEqualTo(expected);
            }
        }
    }

    private static String answer(LineClient client) {
        var answer = new StringBuilder();
        for (String line = ""; !line.startsWith("g "); ) {
            line = client.readLine();
            answer.append(line).append('\n');
        }
        return answer.toString();
    }
}
