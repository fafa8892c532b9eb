package org.valija.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.valija.testkit.LineClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Repeats one IMAP command; an operation is that command, or a login with a connection of its own. */
@Command(name = "imap", description = "Repeats an IMAP command.", mixinStandardHelpOptions = true)
final class ImapLoad implements Callable<Integer> {

    private static final Pattern LITERAL = Pattern.compile("\\{(\\d+)}$");

    @Mixin
    private final LoadOptions options = new LoadOptions();

    @Option(names = "--user", required = true, split = ",", description = "who logs in, in turn")
    private List<String> users = List.of();

    @Option(names = "--password", required = true, description = "of all of them")
    private String password = "";

    @Option(
            names = "--command",
            defaultValue = "FETCH 1:* FLAGS",
            description = "command to repeat with INBOX selected, LOGIN for connecting and logging in, APPEND for a"
                    + " message of --size octets; default ${DEFAULT-VALUE}")
    private String command = "";

    @Option(
            names = "--size",
            defaultValue = "4096",
            description = "octets of an appended message; default ${DEFAULT-VALUE}")
    private int size;

    @Override
    public Integer call() throws Exception {
        return new LoadRun("imap " + command, options, command.equals("LOGIN") ? Logins::new : Client::new).run();
    }

    private LineClient login(long number) {
        var line = LineClient.connect(options.host, options.port);
        line.readLine();
        complete(line, "LOGIN " + users.get((int) (number % users.size())) + " \"" + password + "\"");
        return line;
    }

    private static void complete(LineClient line, String command) {
        line.send("a " + command);
        for (var reply = line.readLine(); ; reply = line.readLine()) {
            var literal = LITERAL.matcher(reply);
            if (literal.find()) {
                line.read(Integer.parseInt(literal.group(1)));
            } else if (reply.startsWith("a OK")) {
                return;
            } else if (reply.startsWith("a ") || reply.startsWith("* BYE")) {
                throw new IllegalStateException(reply);
            }
        }
    }

    /** Connects and logs in, each time. */
    private final class Logins implements LoadClient {

        @Override
        public void operation(long number) {
            login(number).close();
        }

        @Override
        public void close() {}
    }

    /** Stays logged in. */
    private final class Client implements LoadClient {

        private final LineClient line = login(System.identityHashCode(this));

        Client() {
            complete(line, "SELECT INBOX");
        }

        @Override
        public void operation(long number) {
            complete(line, command.equals("APPEND") ? append(number) : command);
        }

        private String append(long number) {
            var header = "Subject: " + number + "\r\nMessage-ID: <" + number + "." + System.nanoTime()
                    + "@load.example.org>\r\n\r\n";
            var message = header + "x".repeat(Math.max(0, size - header.length() - 2)) + "\r\n";
            return "APPEND INBOX {" + message.getBytes(StandardCharsets.US_ASCII).length + "+}\r\n" + message;
        }

        @Override
        public void close() {
            line.close();
        }
    }
}
