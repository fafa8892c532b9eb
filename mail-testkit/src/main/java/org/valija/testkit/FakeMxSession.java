package org.valija.testkit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLSocket;

/** One connection to a {@link FakeMx}. */
final class FakeMxSession {

    private static final FakeAnswer OK = FakeAnswer.lines("250 2.0.0 OK");

    private final FakeMx mx;
    private final int number;
    private Socket socket;
    private InputStream in;
    private boolean over;

    private String hello = "";
    private String mail = "";
    private final List<String> recipients = new ArrayList<>();
    private final ByteArrayOutputStream chunks = new ByteArrayOutputStream();
    private Optional<String> tls = Optional.empty();

    FakeMxSession(FakeMx mx, Socket socket, int number) throws IOException {
        this.mx = mx;
        this.socket = socket;
        this.number = number;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    void serve() throws IOException {
        answer(FakeStep.GREETING, "", FakeAnswer.lines("220 fake ESMTP"));
        while (!over) {
            var line = readLine();
            mx.hears(line);
            var word = line.split(" ", 2)[0].toUpperCase(Locale.ROOT);
            switch (word) {
                case "EHLO", "HELO" -> hello(FakeStep.valueOf(word), line);
                case "STARTTLS" -> startTls(line);
                case "MAIL" -> {
                    recipients.clear();
                    chunks.reset();
                    mail = answer(FakeStep.MAIL, line, OK) ? line : "";
                }
                case "RCPT" -> {
                    if (answer(FakeStep.RCPT, line, mail.isEmpty() ? FakeAnswer.lines("503 5.5.1 MAIL first") : OK)
                            && !mail.isEmpty()) {
                        recipients.add(line);
                    }
                }
                case "DATA" -> data(line);
                case "BDAT" -> chunk(line);
                case "RSET" -> {
                    answer(FakeStep.RSET, line, OK);
                    mail = "";
                    recipients.clear();
                }
                case "AUTH" -> answer(FakeStep.AUTH, line, FakeAnswer.lines("235 2.7.0 welcome"));
                case "QUIT" -> {
                    answer(FakeStep.QUIT, line, FakeAnswer.lastLines("221 2.0.0 bye"));
                    over = true;
                }
                default -> answer(FakeStep.OTHER, line, FakeAnswer.lines("500 5.5.1 what?"));
            }
        }
    }

    private void hello(FakeStep step, String line) throws IOException {
        hello = line.substring(Math.min(5, line.length()));
        var lines = new ArrayList<>(List.of("fake"));
        if (step == FakeStep.EHLO) {
            lines.addAll(mx.extensions());
            if (mx.tls().isPresent() && tls.isEmpty()) {
                lines.add("STARTTLS");
            }
        }
        for (int i = 0; i < lines.size(); i++) {
            lines.set(i, "250" + (i + 1 < lines.size() ? '-' : ' ') + lines.get(i));
        }
        answer(step, line, new FakeAnswer.Lines(lines));
    }

    private void startTls(String line) throws IOException {
        var context = mx.tls();
        if (!answer(FakeStep.STARTTLS, line, FakeAnswer.lines(context.isPresent() ? "220 go" : "502 5.5.1 no"))
                || context.isEmpty()) {
            return;
        }
        var secured = (SSLSocket) context.get().getSocketFactory().createSocket(socket, null, true);
        secured.setUseClientMode(false);
        secured.startHandshake();
        socket = secured;
        in = new BufferedInputStream(secured.getInputStream());
        tls = Optional.of(secured.getSession().getProtocol());
    }

    private void data(String line) throws IOException {
        var expected = recipients.isEmpty() ? FakeAnswer.lines("554 5.5.1 nobody") : FakeAnswer.lines("354 go");
        if (!answer(FakeStep.DATA, line, expected) || recipients.isEmpty()) {
            return;
        }
        if (mx.ordered(FakeStep.CONTENT, line).map(this::isOver).orElse(false)) {
            return;
        }
        for (var octets = readOctets(); !isDot(octets); octets = readOctets()) {
            int from = octets[0] == '.' ? 1 : 0;
            chunks.write(octets, from, octets.length - from);
        }
        end(line);
    }

    private void chunk(String line) throws IOException {
        var words = line.split(" ");
        if (mx.ordered(FakeStep.CONTENT, line).map(this::isOver).orElse(false)) {
            return;
        }
        int size = Integer.parseInt(words[1]);
        var octets = in.readNBytes(size);
        if (octets.length < size) {
            throw new EOFException();
        }
        if (recipients.isEmpty()) {
            answer(FakeStep.OTHER, line, FakeAnswer.lines("554 5.5.1 nobody"));
            return;
        }
        chunks.write(octets);
        if (words.length > 2 && words[2].equalsIgnoreCase("LAST")) {
            end(line);
        } else {
            answer(FakeStep.OTHER, line, OK);
        }
    }

    private void end(String line) throws IOException {
        var content = chunks.toByteArray();
        var client = socket.getInetAddress();
        var to = List.copyOf(recipients);
        var ordered = mx.ordered(FakeStep.MESSAGE, line);
        boolean acknowledged = ordered.isEmpty() || isPositive(ordered.get());
        // Before the answer, so that whoever got it finds the message here
        mx.takes(new TakenMail(number, client, hello, mail, to, content, tls, acknowledged));
        perform(ordered.orElse(OK));
        mail = "";
        recipients.clear();
        chunks.reset();
    }

    /** Does what was ordered, or else gives the usual answer; true if it was one of 2yz or 3yz. */
    private boolean answer(FakeStep step, String command, FakeAnswer usual) throws IOException {
        var answer = mx.ordered(step, command).orElse(usual);
        perform(answer);
        return isPositive(answer);
    }

    private static boolean isPositive(FakeAnswer answer) {
        return answer instanceof FakeAnswer.Lines it && it.lines().getLast().matches("[23].*");
    }

    private boolean isOver(FakeAnswer answer) {
        try {
            perform(answer);
        } catch (IOException _) {
            over = true;
        }
        return over;
    }

    private void perform(FakeAnswer answer) throws IOException {
        switch (answer) {
            case FakeAnswer.Lines it -> send(it.lines());
            case FakeAnswer.LastLines it -> {
                send(it.lines());
                over = true;
            }
            case FakeAnswer.Hang _ -> {
                mx.hang();
                over = true;
            }
            case FakeAnswer.Close _ -> over = true;
            case FakeAnswer.Garbage _ -> {
                socket.getOutputStream()
                        .write(new byte[] {0x16, 3, 1, 0, '\r', '\n', (byte) 0xff, '2', '5', '\r', '\n'});
                socket.getOutputStream().flush();
            }
            case FakeAnswer.Flood _ -> flood();
            case FakeAnswer.NoHandshake _ -> {
                send(List.of("220 go"));
                send(List.of("this is no TLS, and never will be"));
                over = true;
            }
        }
    }

    private void flood() throws IOException {
        var line = ("250-" + "more and ".repeat(50) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        while (!socket.isClosed()) {
            socket.getOutputStream().write(line);
        }
    }

    private void send(List<String> lines) throws IOException {
        var out = new StringBuilder();
        lines.forEach(line -> out.append(line).append("\r\n"));
        socket.getOutputStream().write(out.toString().getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    private String readLine() throws IOException {
        var line = new String(readOctets(), StandardCharsets.UTF_8);
        return line.substring(0, line.length() - 2);
    }

    /** Up to and with the next CRLF. */
    private byte[] readOctets() throws IOException {
        var line = new ByteArrayOutputStream();
        int last = -1;
        while (true) {
            int octet = in.read();
            if (octet < 0) {
                throw new EOFException();
            }
            line.write(octet);
            if (octet == '\n' && last == '\r') {
                return line.toByteArray();
            }
            last = octet;
        }
    }

    private static boolean isDot(byte[] line) {
        return line.length == 3 && line[0] == '.';
    }
}
