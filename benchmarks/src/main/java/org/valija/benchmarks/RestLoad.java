package org.valija.benchmarks;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.valija.testkit.LineClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/**
 * Delivers messages to a mailbox service over HTTP; an operation is one message, from the request to the answer that says
 * that it is committed.
 */
@Command(name = "rest", description = "Delivers messages by POST /v1/deliveries.", mixinStandardHelpOptions = true)
final class RestLoad implements Callable<Integer> {

    @Mixin
    private final LoadOptions options = new LoadOptions();

    @Option(names = "--key", required = true, description = "admin key, or the credential of a service that delivers")
    private String key = "";

    @Option(names = "--from", defaultValue = "load@example.org", description = "reverse-path; default ${DEFAULT-VALUE}")
    private String from = "";

    @Option(names = "--to", required = true, split = ",", description = "recipients; messages go to them in turn")
    private List<String> to = List.of();

    @Option(names = "--size", defaultValue = "4096", description = "octets of a message; default ${DEFAULT-VALUE}")
    private int size;

    @Override
    public Integer call() throws Exception {
        return new LoadRun("rest " + size + " octets", options, Client::new).run();
    }

    /** One connection, which is kept open: HTTP/1.1, RFC 9112. */
    private final class Client implements LoadClient {

        private final LineClient line = LineClient.connect(options.host, options.port);
        private final String body = "x".repeat(70).concat("\r\n").repeat(size / 72 + 1);

        @Override
        public void operation(long number) {
            var recipient = to.get((int) (number % to.size()));
            var message = message(number, recipient);
            var head = "POST /v1/deliveries?from=" + encoded(from) + "&to=" + encoded(recipient) + " HTTP/1.1\r\nHost: "
                    + options.host + "\r\nAuthorization: Bearer " + key
                    + "\r\nContent-Type: message/rfc822\r\nAccept: application/json\r\nContent-Length: "
                    + message.length + "\r\n\r\n";
            line.send(concat(head.getBytes(StandardCharsets.US_ASCII), message));
            var status = line.readLine();
            var answer = body();
            if (!status.startsWith("HTTP/1.1 200") || isRefused(answer)) {
                throw new IllegalStateException(status + " " + new String(answer, StandardCharsets.UTF_8));
            }
        }

        private static boolean isRefused(byte[] report) {
            var recipients = JsonMapper.shared().readTree(report).get("recipients");
            return recipients == null
                    || recipients.size() != 1
                    || recipients.get(0).has("refusal");
        }

        private static String encoded(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8);
        }

        private static byte[] concat(byte[] head, byte[] message) {
            var all = new byte[head.length + message.length];
            System.arraycopy(head, 0, all, 0, head.length);
            System.arraycopy(message, 0, all, head.length, message.length);
            return all;
        }

        private byte[] message(long number, String recipient) {
            var header = "From: <" + from + ">\r\nTo: <" + recipient + ">\r\nSubject: message " + number
                    + "\r\nMessage-ID: <" + number + "." + System.nanoTime() + "@load.example.org>\r\n\r\n";
            int rest = Math.max(0, size - header.length());
            return (header + body.substring(0, Math.min(rest, body.length()))).getBytes(StandardCharsets.US_ASCII);
        }

        /** Reads the rest of the header and the content: RFC 9112, 6.3. */
        private byte[] body() {
            int length = 0;
            boolean chunked = false;
            for (var field = line.readLine(); !field.isEmpty(); field = line.readLine()) {
                var lower = field.toLowerCase(Locale.ROOT);
                if (lower.startsWith("content-length:")) {
                    length = Integer.parseInt(
                            lower.substring("content-length:".length()).strip());
                } else if (lower.startsWith("transfer-encoding:")) {
                    chunked = lower.endsWith("chunked");
                }
            }
            return chunked ? chunks() : line.read(length);
        }

        /** RFC 9112, 7.1. */
        private byte[] chunks() {
            var all = new byte[0];
            for (int size = chunkSize(); size > 0; size = chunkSize()) {
                all = concat(all, line.read(size));
                line.readLine();
            }
            line.readLine();
            return all;
        }

        private int chunkSize() {
            return Integer.parseInt(line.readLine().strip(), 16);
        }

        @Override
        public void close() {
            line.close();
        }
    }
}
