package org.valija.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.valija.line.LineServer;

/**
 * Conversations that nobody would have: whatever a client sends, it gets replies or a close, and nobody here stumbles. The
 * seeds are those of always, and each one that ever found a fault.
 */
class FuzzTest {

    /** What conversations are made of; {@code ~} stands for CRLF. */
    private static final List<String> WORDS = List.of(
            "EHLO client.example.org~",
            "HELO x~",
            "LHLO x~",
            "MAIL FROM:<bob@elsewhere.example>",
            "MAIL FROM:<>",
            " BODY=BINARYMIME",
            " SIZE=10",
            " SMTPUTF8",
            "RCPT TO:<ann@fuzz.example>",
            "RCPT TO:<nobody@fuzz.example>~",
            " NOTIFY=NEVER",
            "~",
            "~",
            "\r",
            "\n",
            ".~",
            "~.~",
            "..",
            "\n.\n",
            "\r.\r",
            "\0",
            "\u00ff",
            "DATA~",
            "DATA~",
            "BDAT 5~12345",
            "BDAT 7 LAST~a: b\r\n\n",
            "BDAT 0 LAST~",
            "BDAT 100~",
            "BDAT 999999999999999999~",
            "BDAT -1~",
            "Subject: fuzz~~",
            "RSET~",
            "NOOP~",
            "HELP~",
            "VRFY x~",
            "AUTH PLAIN =~",
            "STARTTLS~",
            "x".repeat(3000),
            "QUIT~");

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 150);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyConversationGetsRepliesAndAnEnd(long seed) throws IOException {
        talk(new Random(seed), "mx");
        talk(new Random(-seed), "lmtp");
    }

    /** Kept: what once went wrong. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "EHLO x~MAIL FROM:<>~RCPT TO:<ann@fuzz.example>~BDAT 7 LAST~a: b\r\n\nBDAT 7 LAST~a: b\r\n\n",
                "EHLO x~MAIL FROM:<> BODY=BINARYMIME~RCPT TO:<ann@fuzz.example>~BDAT 100~",
                "EHLO x~MAIL FROM:<>~RCPT TO:<ann@fuzz.example>~BDAT 5~12345STARTTLS~"
            })
    void whatWasFoundStaysMended(String conversation) throws IOException {
        converse(conversation.replace("~", "\r\n").getBytes(StandardCharsets.ISO_8859_1), "mx");
    }

    @Test
    void theServerIsAsWellAsBefore() {
        Gateway.shared().mx().play("""
                S: 220 <any>
                C: NOOP
                S: 250 <any>
                """);
    }

    private static void talk(Random random, String listener) throws IOException {
        var conversation = new ByteArrayOutputStream();
        conversation.writeBytes((listener.equals("lmtp") ? "LHLO x\r\n" : "").getBytes(StandardCharsets.US_ASCII));
        IntStream.range(0, 1 + random.nextInt(30))
                .forEach(_ -> conversation.writeBytes(WORDS.get(random.nextInt(WORDS.size()))
                        .replace("~", "\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1)));
        converse(conversation.toByteArray(), listener);
    }

    private static void converse(byte[] conversation, String listener) throws IOException {
        var logger = (Logger) LoggerFactory.getLogger(LineServer.class);
        var faults = new ListAppender<ILoggingEvent>();
        faults.start();
        logger.addAppender(faults);
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), Gateway.shared().port(listener))) {
            socket.setSoTimeout(10_000);
            var out = socket.getOutputStream();
            var in = socket.getInputStream();
            // After the greeting, and with STARTTLS seen as the end of what can be said
            while (in.read() != '\n') {
                // more of the greeting
            }
            out.write(conversation);
            socket.shutdownOutput();
            var heard = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(heard).matches("(?s)(?:[2-5]\\d\\d[ -][^\r\n]*\r\n)*(?:\\x15.*)?");
        } catch (SocketException _) {
            // Closed while we were still talking: an end as well
        } finally {
            logger.detachAppender(faults);
        }
        assertThat(faults.list).noneMatch(event -> event.getLevel().isGreaterOrEqual(Level.ERROR));
    }
}
