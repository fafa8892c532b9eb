package org.valija.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
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

    @Option(names = "--to", required = true, split = ",", description = "recipients; messages go to them in turn")
    private List<String> to = List.of();

    @Option(names = "--size", defaultValue = "4096", description = "octets of a message; default ${DEFAULT-VALUE}")
    private int size;

    @Override
    public Integer call() throws Exception {
        return new LoadRun("smtp " + size + " octets", options, Client::new).run();
    }

    /** One connection, which sends message after message. */
    private final class Client implements LoadClient {

        private final LineClient line = LineClient.connect(options.host, options.port);
        private final String body = "x".repeat(70).concat("\r\n").repeat(size / 72 + 1);

        Client() {
            expect("220");
            line.send("EHLO load.example.org");
            expect("250");
        }

        @Override
        public void operation(long number) {
            var recipient = to.get((int) (number % to.size()));
            line.send("MAIL FROM:<" + from + ">\r\nRCPT TO:<" + recipient + ">\r\nDATA");
            expect("250");
            expect("250");
            expect("354");
            line.send(message(number, recipient));
            expect("250");
        }

        private byte[] message(long number, String recipient) {
            var header = "From: <" + from + ">\r\nTo: <" + recipient + ">\r\nSubject: message " + number
                    + "\r\nMessage-ID: <" + number + "." + System.nanoTime() + "@load.example.org>\r\n\r\n";
            int rest = Math.max(0, size - header.length() - 2);
            return (header + body.substring(0, Math.min(rest, body.length())) + "\r\n.\r\n")
                    .getBytes(StandardCharsets.US_ASCII);
        }

        /** Reads a reply of any number of lines. */
        private void expect(String code) {
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
