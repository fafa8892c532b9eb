package org.valija.benchmarks;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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

        private final LoadMessage message = new LoadMessage(size, "");
        private final List<byte[]> heads = to.stream().map(this::head).toList();
        private final Wire wire = new Wire(options.host, options.port);

        private byte[] head(String recipient) {
            var head = "POST /v1/deliveries?from=" + encoded(from) + "&to=" + encoded(recipient) + " HTTP/1.1\r\nHost: "
                    + options.host + "\r\nAuthorization: Bearer " + key
                    + "\r\nContent-Type: message/rfc822\r\nAccept: application/json\r\nContent-Length: "
                    + message.number(0).length + "\r\n\r\n";
            return head.getBytes(StandardCharsets.US_ASCII);
        }

        private static String encoded(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8);
        }

        @Override
        public long operation(long number) {
            wire.put(heads.get((int) (number % heads.size())))
                    .put(message.number(number))
                    .flush();
            wire.receive();
            boolean ok = wire.starts("HTTP/1.1 200");
            var status = ok ? "" : wire.text();
            var answer = answer();
            if (!ok || !answer.contains("\"recipient\"") || answer.contains("\"refusal\":{")) {
                throw new IllegalStateException(status + " " + answer);
            }
            return 1;
        }

        /** Reads the rest of the header and the content: RFC 9112, 6.3. */
        private String answer() {
            int length = 0;
            boolean chunked = false;
            while (wire.receive() > 0) {
                if (fieldIs("content-length:")) {
                    length = (int) wire.number("content-length: ".length());
                } else if (fieldIs("transfer-encoding:")) {
                    chunked = true;
                }
            }
            return chunked ? chunks() : wire.take(length);
        }

        private boolean fieldIs(String name) {
            for (int i = 0; i < name.length(); i++) {
                if ((wire.at(i) | ('a' - 'A')) != (name.charAt(i) | ('a' - 'A'))) {
                    return false;
                }
            }
            return true;
        }

        /** RFC 9112, 7.1. */
        private String chunks() {
            var all = new StringBuilder();
            for (int size = chunkSize(); size > 0; size = chunkSize()) {
                all.append(wire.take(size));
                wire.receive();
            }
            wire.receive();
            return all.toString();
        }

        private int chunkSize() {
            wire.receive();
            return Integer.parseInt(wire.text().strip(), 16);
        }

        @Override
        public void close() {
            wire.close();
        }
    }
}
