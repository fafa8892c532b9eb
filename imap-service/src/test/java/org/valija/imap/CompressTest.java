package org.valija.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;

/** COMPRESS=DEFLATE: RFC 4978. */
class CompressTest {

    private final ImapUser user = ImapUser.fresh();

    /** What a client says and hears, line by line. */
    private record Wire(BufferedReader in, OutputStream out) {

        static Wire over(InputStream in, OutputStream out) {
            return new Wire(new BufferedReader(new InputStreamReader(in, StandardCharsets.ISO_8859_1), 1), out);
        }

        void say(String text) throws IOException {
            out.write(text.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }

        String hear() throws IOException {
            return String.valueOf(in.readLine());
        }

        String hear(String tag) throws IOException {
            var line = hear();
            while (!line.startsWith(tag + " ") && !line.equals("null")) {
                line = hear();
            }
            return line;
        }
    }

    private static Wire compressed(Socket socket) throws IOException {
        return Wire.over(
                new InflaterInputStream(socket.getInputStream(), new Inflater(true), 1),
                new DeflaterOutputStream(socket.getOutputStream(), new Deflater(9, true), true));
    }

    @Test // RFC 4978, 3
    void allIsCompressedFromThenOn() throws IOException {
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), user.imap().port("imap"))) {
            socket.setSoTimeout(30_000);
            var plain = Wire.over(socket.getInputStream(), socket.getOutputStream());
            assertThat(plain.hear()).contains("* OK");
            plain.say("a COMPRESS DEFLATE\n");
            assertThat(plain.hear("a")).isEqualTo("a BAD Log in first");
            plain.say("b LOGIN " + user.address() + " opensesame\n");
            assertThat(plain.hear("b")).contains("COMPRESS=DEFLATE");
            plain.say("c COMPRESS GZIP\n");
            assertThat(plain.hear("c")).startsWith("c BAD");
            plain.say("d COMPRESS DEFLATE\n");
            assertThat(plain.hear("d")).isEqualTo("d OK DEFLATE active");
            var wire = compressed(socket);
            wire.say("e COMPRESS DEFLATE\n");
            assertThat(wire.hear()).startsWith("e NO [COMPRESSIONACTIVE]");
            wire.say("f CAPABILITY\n");
            assertThat(wire.hear()).startsWith("* CAPABILITY").doesNotContain("COMPRESS");
            assertThat(wire.hear("f")).startsWith("f OK");
            // Pipelined, and a message of more than any buffer
            var body = "all work and no play ".repeat(10_000);
            wire.say("g SELECT INBOX\nh APPEND INBOX {" + (body.length() + 8) + "+}\na: b\n\n" + body
                    + "\ni FETCH 1 BODY[TEXT]\n");
            assertThat(wire.hear("g")).startsWith("g OK");
            assertThat(wire.hear("h")).startsWith("h OK");
            assertThat(wire.hear()).isEqualTo("* 1 FETCH (BODY[TEXT] {" + body.length() + "}");
            assertThat(wire.hear()).startsWith(body);
            assertThat(wire.hear("i")).startsWith("i OK");
            wire.say("j IDLE\n");
            assertThat(wire.hear()).startsWith("+ idling");
            wire.say("DONE\nk LOGOUT\n");
            assertThat(wire.hear("j")).startsWith("j OK");
            assertThat(wire.hear()).startsWith("* BYE");
            assertThat(wire.hear("k")).startsWith("k OK");
            // At most the mark that ends a block is left
            assertThat(socket.getInputStream().readAllBytes()).hasSizeLessThan(10);
        }
    }

    @Test
    void whatIsNotDeflateEndsTheSession() throws IOException {
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), user.imap().port("imap"))) {
            socket.setSoTimeout(30_000);
            var plain = Wire.over(socket.getInputStream(), socket.getOutputStream());
            plain.say("a LOGIN " + user.address() + " opensesame\nb COMPRESS DEFLATE\n");
            assertThat(plain.hear("b")).startsWith("b OK");
            plain.say("\u00ff\u00ff\u00ff not compressed\n");
            assertThat(socket.getInputStream().readAllBytes()).hasSizeLessThan(100);
        }
    }
}
