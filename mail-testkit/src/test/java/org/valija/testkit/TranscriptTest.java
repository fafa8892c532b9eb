package org.valija.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.valija.testkit.ScriptedServer.Script;

class TranscriptTest {

    private static final Script ECHO = line -> {
        line.send("* OK ready\r\n");
        for (String said = line.read(); !said.startsWith("bye"); said = line.read()) {
            line.send("said " + said.stripTrailing() + "\r\n");
        }
    };

    @Test
    void literalTextAndBlanksMatch() throws IOException {
        play(ECHO, """
                # a remark, then an empty line

                S: * OK <any>
                C: a 1 (b) $c [d] \\Seen
                S: said a <n> (b) $c [d] \\Seen
                C: one two three
                S: <word> one <word> <any>ree
                C: bye
                S: <close>
                """);
    }

    @Test
    void capturedTextIsUsedLater() throws IOException {
        try (var server = new ScriptedServer(ECHO)) {
            var names = server.transcript().with("tag", "a7").play("""
                    S: * OK ready
                    C: {tag} UID 4711 x
                    S: said a7 UID <n:uid> <word:rest>
                    C: FETCH {uid} {unknown} {5}
                    S: said FETCH {uid} {unknown} {5}
                    """);
            assertThat(names).containsEntry("uid", "4711").containsEntry("rest", "x");
        }
    }

    @Test
    void clientsHaveConnectionsOfTheirOwn() throws IOException {
        play(ECHO, """
                S: * OK ready
                C2: x
                S2: * OK ready
                S2: said x
                C: y
                S: said y
                C2: <close>
                C: bye
                S: <close>
                """);
    }

    @Test
    void rawOctetsAreSentAndShown() throws IOException {
        play(line -> line.send("got " + line.read().replace("\r", "CR") + "\u0000\u00ff\u00c3\u00a4\r\n"), """
                C| a\\x00\\xff
                C| \\x0d\\x0a
                S: got a\\x00\\xffCR\\x00\\xffä
                S: <close>
                """);
    }

    @Test
    void unorderedLinesComeInAnyOrder() throws IOException {
        play(line -> line.send("* 2 EXISTS\r\n* 1 RECENT\r\n* FLAGS ()\r\nok\r\n"), """
                S~ * FLAGS ()
                S~ * <n> EXISTS
                S~ * <n> RECENT
                S: ok
                """);
    }

    @Test
    void linesAreSkippedUpToTheExpectedOne() throws IOException {
        play(line -> line.send("250-a\r\n250-b\r\n250 c\r\nlast\r\n"), """
                S: <lines>
                S: 250 <any>
                S: <lines>
                S: <close>
                """);
    }

    @Test
    void aConversationGoesOnAfterAPause() throws IOException {
        try (var server = new ScriptedServer(ECHO);
                var conversation = server.transcript().open()) {
            conversation.play("S: * OK <word:state>");
            conversation.client(1).send("by hand");
            conversation.play("""
                    S: said by hand
                    C: {state}
                    S: said ready
                    """);
        }
    }

    @Test
    void aMismatchShowsTheConversationSoFar() throws IOException {
        try (var server = new ScriptedServer(line -> line.send("* OK ready\r\n- \r\nmore\r\n"))) {
            assertThatThrownBy(() -> server.transcript().play("""
                            S: * OK ready
                            C: hello
                            S: +
                            """))
                    .isInstanceOf(AssertionError.class)
                    .hasMessage("""
                            line 3 of the transcript: the server said something else
                                     S: * OK ready
                                     C: hello
                            expected S: +
                            but was  S: -\\x20
                                     S: more""");
        }
    }

    @Test
    void aSilentServerAndAHalfLineFailClearly() throws IOException {
        try (var server = new ScriptedServer(line -> {
            line.send("half a line\n");
            line.read();
        })) {
            assertThatThrownBy(() ->
                            server.transcript().timeout(Duration.ofMillis(300)).play("S: half a line"))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("nothing more came within 300 ms")
                    .hasMessageContaining("but was  S: half a line\\x0a");
        }
    }

    @Test
    void aCloseThatNobodyExpectedFails() throws IOException {
        try (var server = new ScriptedServer(line -> line.send("bye\r\n"))) {
            assertThatThrownBy(() -> server.transcript().play("S: bye\nS: more"))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("the server closed the connection");
            assertThatThrownBy(() -> server.transcript().play("S: <close>"))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("the server did not close")
                    .hasMessageContaining("bye");
        }
    }

    @Test
    void nobodyListeningFails() throws IOException {
        // Taken, so that nobody else listens there either
        try (var taken = new Socket()) {
            taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            int port = taken.getLocalPort();
            assertThatThrownBy(() -> Transcript.on(port).play("S: x"))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("cannot connect to 127.0.0.1:" + port);
        }
    }

    @Test
    void aLineWithoutMarkIsRefused() {
        assertThatThrownBy(() -> Transcript.on(1).play("hello"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("line 1 of the transcript");
    }

    private static void play(Script script, String transcript) throws IOException {
        try (var server = new ScriptedServer(script)) {
            server.transcript().play(transcript);
        }
    }
}
