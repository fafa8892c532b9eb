package org.valija.testkit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An SMTP client for tests that need mail sent and are not about how; those play a {@link Transcript}. Pipelines where
 * the server offers it, declares 8BITMIME where offered, and stuffs dots. Used by one thread.
 */
public final class TestSmtp implements AutoCloseable {

    private static final int BLOCK = 64 * 1024;

    private final LineClient line;
    private Set<String> extensions = Set.of();

    /**
     * What the server said to one message.
     *
     * @param mail to MAIL FROM
     * @param recipients to each RCPT TO, in their order
     * @param data to the end of the message, or to DATA if it was refused
     */
    public record Answers(SmtpReply mail, List<SmtpReply> recipients, SmtpReply data) {

        /** Whether the server took the message, for all recipients. */
        public boolean accepted() {
            return data.code() == 250 && recipients.stream().allMatch(reply -> reply.code() / 100 == 2);
        }
    }

    private TestSmtp(LineClient line) {
        this.line = line;
        expect(220, SmtpReply.read(line));
        ehlo();
    }

    /** Connects and greets, in plaintext. */
    public static TestSmtp connect(int port) {
        return new TestSmtp(LineClient.connect(port));
    }

    /** Connects with TLS from the first octet, and greets. */
    public static TestSmtp connectTls(int port) {
        return new TestSmtp(LineClient.connect(port).startTls());
    }

    /**
     * Sends one message to one recipient on a connection of its own.
     *
     * @param message with CRLF line ends; CRLF is added if the last is missing
     * @throws AssertionError if the server does not take it
     */
    public static void send(int port, String from, String to, byte[] message) {
        send(port, from, List.of(to), new ByteArrayInputStream(message));
    }

    /** Sends one message, however large, to several recipients; see {@link #send(int, String, String, byte[])}. */
    public static void send(int port, String from, List<String> to, InputStream message) {
        try (var smtp = connect(port)) {
            var answers = smtp.send(from, to, message);
            if (!answers.accepted()) {
                throw new AssertionError("the server did not take the message: " + answers);
            }
        }
    }

    /** Upgrades to TLS, trusting any certificate, and greets again. */
    public TestSmtp startTls() {
        expect(220, command("STARTTLS"));
        line.startTls();
        ehlo();
        return this;
    }

    /** Logs in by AUTH PLAIN. */
    public TestSmtp login(String user, String password) {
        byte[] credentials = ("\0" + user + "\0" + password).getBytes(StandardCharsets.UTF_8);
        expect(235, command("AUTH PLAIN " + Base64.getEncoder().encodeToString(credentials)));
        return this;
    }

    /** Sends one message; nothing is expected of the answers. */
    public Answers send(String from, String to, byte[] message) {
        return send(from, List.of(to), new ByteArrayInputStream(message));
    }

    /** Sends one message to several recipients, read as it goes; nothing is expected of the answers. */
    public Answers send(String from, List<String> to, InputStream message) {
        var commands = new ArrayList<String>();
        commands.add("MAIL FROM:<" + from + ">" + parameters(from, to));
        to.forEach(recipient -> commands.add("RCPT TO:<" + recipient + ">"));
        commands.add("DATA");
        var replies = extensions.contains("PIPELINING")
                ? pipelined(commands)
                : commands.stream().map(this::command).toList();
        var recipients = replies.subList(1, replies.size() - 1);
        var data = replies.getLast();
        return new Answers(replies.getFirst(), recipients, data.code() == 354 ? content(message) : data);
    }

    /** Sends any command and returns its reply. */
    public SmtpReply command(String command) {
        line.send(command);
        return SmtpReply.read(line);
    }

    /** The keywords that the server offered last, in upper case. */
    public Set<String> extensions() {
        return extensions;
    }

    /** The connection, for what is not offered here. */
    public LineClient line() {
        return line;
    }

    /** Says QUIT and closes. */
    @Override
    public void close() {
        try (line) {
            line.send("QUIT");
        } catch (UncheckedIOException alreadyClosed) {
            // The server may have closed first, as after 421
        }
    }

    private void ehlo() {
        var reply = expect(250, command("EHLO client.example.org"));
        extensions = reply.lines().stream()
                .skip(1)
                .map(line -> line.split(" ", 2)[0].toUpperCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    private String parameters(String from, List<String> to) {
        boolean ascii = StandardCharsets.US_ASCII.newEncoder().canEncode(from + String.join("", to));
        return (extensions.contains("8BITMIME") ? " BODY=8BITMIME" : "") + (ascii ? "" : " SMTPUTF8");
    }

    private List<SmtpReply> pipelined(List<String> commands) {
        line.send(String.join("\r\n", commands));
        return commands.stream().map(_ -> SmtpReply.read(line)).toList();
    }

    /** Sends the message with its dots stuffed and the last dot: RFC 5321, 4.5.2. */
    private SmtpReply content(InputStream message) {
        byte[] block = new byte[BLOCK];
        byte[] stuffed = new byte[2 * BLOCK];
        // The last two octets sent; a message may begin with a dot
        int last = '\n';
        int beforeLast = '\r';
        try (message) {
            for (int count = message.read(block); count >= 0; count = message.read(block)) {
                int length = 0;
                for (int i = 0; i < count; i++) {
                    if (block[i] == '.' && last == '\n' && beforeLast == '\r') {
                        stuffed[length++] = '.';
                    }
                    stuffed[length++] = block[i];
                    beforeLast = last;
                    last = block[i];
                }
                line.send(stuffed, 0, length);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        line.send(last == '\n' && beforeLast == '\r' ? "." : "\r\n.");
        return SmtpReply.read(line);
    }

    private static SmtpReply expect(int code, SmtpReply reply) {
        if (reply.code() != code) {
            throw new AssertionError("expected " + code + " but was " + reply);
        }
        return reply;
    }
}
