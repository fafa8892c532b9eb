package org.valija.suite.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.valija.testkit.LineClient;

/** A POP3 client for tests that read a maildrop and are not about how; those play a transcript. One thread's. */
final class TestPop3 implements AutoCloseable {

    private final LineClient line;

    private TestPop3(LineClient line) {
        this.line = line;
        assertThat(line.readLine()).startsWith("+OK");
    }

    /** Connects to a POP3S port and logs in. */
    static TestPop3 login(int port, User user) {
        return login(LineClient.connect(port), user);
    }

    /** Begins TLS on a fresh connection, and logs in. */
    static TestPop3 login(LineClient fresh, User user) {
        var pop3 = new TestPop3(fresh.startTls());
        pop3.ok("USER " + user.address());
        pop3.ok("PASS " + user.password());
        return pop3;
    }

    /** Gives a command, and reads the first line of its answer. */
    String command(String command) {
        line.send(command);
        return line.readLine();
    }

    /** The first line of an answer that must be positive. */
    String ok(String command) {
        String answer = command(command);
        assertThat(answer).as(command).startsWith("+OK");
        return answer;
    }

    /** The further lines of an answer, their dots unstuffed. */
    List<String> lines(String command) {
        ok(command);
        var lines = new ArrayList<String>();
        for (String next = line.readLine(); !next.equals("."); next = line.readLine()) {
            lines.add(next.startsWith(".") ? next.substring(1) : next);
        }
        return lines;
    }

    /** The second column of LIST or UIDL, by message number. */
    Map<Integer, String> listing(String command) {
        var listing = new TreeMap<Integer, String>();
        for (String scan : lines(command)) {
            String[] columns = scan.split(" ", 2);
            listing.put(Integer.valueOf(columns[0]), columns[1]);
        }
        return listing;
    }

    /** A message, its dots unstuffed: RFC 1939, 3. */
    byte[] retrieve(int number) {
        ok("RETR " + number);
        var message = new ByteArrayOutputStream();
        while (true) {
            byte[] next = line.readLineOctets();
            int from = next.length > 0 && next[0] == '.' ? 1 : 0;
            if (from == 1 && next.length == 1) {
                return message.toByteArray();
            }
            message.write(next, from, next.length - from);
            message.write('\r');
            message.write('\n');
        }
    }

    /** The connection, for what is not offered here. */
    LineClient line() {
        return line;
    }

    /** Says QUIT, so that what was marked is deleted, and closes. */
    @Override
    public void close() {
        try (line) {
            line.send("QUIT");
            line.readLine();
        } catch (UncheckedIOException alreadyClosed) {
            // The server may have closed first
        }
    }
}
