package org.valija.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.valija.testkit.LineClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Sends messages; an operation is one message, from MAIL to the answer to its last dot. */
@Command(name = "smtp", description = "Sends messages.", mixinStandardHelpOptions = true)
final class SmtpLoad implements Callable<Integer> {

    @Mixin
    private final LoadOptions options = new LoadOptions();

    @Option(names = "--from", defaultValue = "load@example.org", description = "reverse-path; default ${DEFAULT-VALUE}")
    private String from = "";

    @Option(names = "--to", required = true, split = ",", description = "addresses; messages go to them in turn")
    private List<String> to = List.of();

    @Option(names = "--size", defaultValue = "4096", description = "octets of a message; default ${DEFAULT-VALUE}")
    private int size;

    @Option(
            names = "--recipients",
            defaultValue = "1",
            description = "of each message, at most those of --to; default ${DEFAULT-VALUE}")
    private int recipients;

    @Option(
            names = "--messages",
            defaultValue = "100",
            description = "on one connection, before the next one is opened; default ${DEFAULT-VALUE}")
    private int messages;

    @Override
    public Integer call() throws Exception {
        return new LoadRun("smtp " + size + " octets", options, Client::new).run();
    }

    /** One connection after the other, each for so many messages. */
    private final class Client implements LoadClient {

        private final String body = "x".repeat(70).concat("\r\n").repeat(size / 72 + 1);
        private LineClient line = connect();
        /** On this connection. */
        private int sent;

        private LineClient connect() {
            var connected = LineClient.connect(options.host, options.port);
            expect(connected, "220");
            connected.send("EHLO load.example.org");
            expect(connected, "250");
            return connected;
        }

        @Override
        public void operation(long number) {
            if (sent == messages) {
                line.send("QUIT");
                expect(line, "221");
                line.close();
                line = connect();
                sent = 0;
            }
            sent++;
            var these = IntStream.range(0, Math.min(recipients, to.size()))
                    .mapToObj(i -> to.get((int) ((number + i) % to.size())))
                    .toList();
            line.send("MAIL FROM:<" + from + ">\r\n"
                    + these.stream().map(it -> "RCPT TO:<" + it + ">\r\n").collect(Collectors.joining())
                    + "DATA");
            expect(line, "250");
            these.forEach(_ -> expect(line, "250"));
            expect(line, "354");
            line.send(message(number, String.join(">, <", these)));
            expect(line, "250");
        }

        private byte[] message(long number, String recipients) {
            var header = "From: <" + from + ">\r\nTo: <" + recipients + ">\r\nSubject: message " + number
                    + "\r\nMessage-ID: <" + number + "." + System.nanoTime() + "@load.example.org>\r\n\r\n";
            int rest = Math.max(0, size - header.length() - 2);
            return (header + body.substring(0, Math.min(rest, body.length())) + "\r\n.\r\n")
                    .getBytes(StandardCharsets.US_ASCII);
        }

        /** Reads a reply of any number of lines. */
        private static void expect(LineClient line, String code) {
            String reply = line.readLine();
            while (reply.startsWith("-", 3)) {
                reply = line.readLine();
            }
            if (!reply.startsWith(code)) {
                throw new IllegalStateException("expected " + code + ", got " + reply);
            }
        }

        @Override
        public void close() {
            line.close();
        }
    }
}
