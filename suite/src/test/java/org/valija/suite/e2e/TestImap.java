package org.valija.suite.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.valija.testkit.LineClient;

/** An IMAP client for tests that look at a mailbox and are not about how; those play a transcript. One thread's. */
final class TestImap implements AutoCloseable {

    private static final Pattern LITERAL = Pattern.compile(".*\\{(\\d+)}", Pattern.DOTALL);

    private final LineClient line;
    private int tags;

    /**
     * What came for one command.
     *
     * @param untagged the responses before the last, without their star
     * @param tagged the last, without its tag
     */
    record Answer(List<byte[]> untagged, String tagged) {

        /** This answer, if it is OK. */
        Answer ok() {
            assertThat(tagged).as("responses: %s", lines()).startsWith("OK ");
            return this;
        }

        /** The untagged responses as text. */
        List<String> lines() {
            return untagged.stream()
                    .map(octets -> new String(octets, ISO_8859_1))
                    .toList();
        }

        /** The numbers of a SEARCH response, in their order. */
        List<Long> found() {
            return lines().stream()
                    .filter(text -> text.startsWith("SEARCH"))
                    .flatMap(text -> Pattern.compile(" ").splitAsStream(text).skip(1))
                    .map(Long::valueOf)
                    .toList();
        }

        /** The FETCH responses, in their order. */
        List<Fetched> fetched() {
            return untagged.stream()
                    .filter(octets ->
                            new String(octets, 0, Math.min(40, octets.length), ISO_8859_1).matches("(?s)\\d+ FETCH .*"))
                    .map(Fetched::read)
                    .toList();
        }
    }

    /**
     * One FETCH response.
     *
     * @param number the message's sequence number
     * @param items by name in upper case
     */
    record Fetched(long number, Map<String, ImapValue> items) {

        static Fetched read(byte[] response) {
            var parts = ImapReader.read(response);
            var list = parts.get(2).items();
            var items = new TreeMap<String, ImapValue>();
            for (int i = 0; i < list.size(); i += 2) {
                items.put(list.get(i).toString().toUpperCase(Locale.ROOT), list.get(i + 1));
            }
            return new Fetched(parts.getFirst().number(), items);
        }

        ImapValue item(String name) {
            var value = items.get(name);
            assertThat(value).as("%s among %s", name, items.keySet()).isNotNull();
            return value;
        }

        long uid() {
            return item("UID").number();
        }

        /** The flags but for \Recent, which is not a client's to set. */
        List<String> flags() {
            return item("FLAGS").items().stream()
                    .map(ImapValue::toString)
                    .filter(flag -> !flag.equals("\\Recent"))
                    .sorted()
                    .toList();
        }
    }

    private TestImap(LineClient line) {
        this.line = line;
        assertThat(line.readLine()).startsWith("* OK ");
    }

    /** Connects to an IMAPS port and logs in; see {@link Valija#imap}. */
    static TestImap login(int port, User user) {
        return login(LineClient.connect(port), user);
    }

    /** Begins TLS on a fresh connection, and logs in. */
    static TestImap login(LineClient fresh, User user) {
        var imap = new TestImap(fresh.startTls());
        imap.ok("LOGIN \"" + user.address() + "\" \"" + user.password() + "\"");
        return imap;
    }

    /** Connects, logs in and selects INBOX. */
    static TestImap inbox(int port, User user) {
        var imap = login(port, user);
        imap.ok("SELECT INBOX");
        return imap;
    }

    /** Gives a command, and reads to its tagged response. */
    Answer command(String command) {
        String tag = "t" + ++tags;
        line.send((tag + " " + command + "\r\n").getBytes(UTF_8));
        return answer(tag);
    }

    /** Gives a command that must succeed. */
    Answer ok(String command) {
        return command(command).ok();
    }

    /** Fetches by UID. */
    List<Fetched> fetch(String uids, String items) {
        return ok("UID FETCH " + uids + " " + items).fetched();
    }

    /** One string of one message. */
    byte[] body(long uid, String section) {
        String name = "BODY" + section.replaceFirst("<(\\d+)\\.\\d+>$", "<$1>");
        // Besides the answer there may be flags that somebody else has set just now
        var fetched = fetch(Long.toString(uid), "BODY.PEEK" + section).stream()
                .filter(each -> each.items().containsKey(name))
                .toList();
        assertThat(fetched).hasSize(1);
        return fetched.getFirst().item(name).octets();
    }

    /** All messages of the selected mailbox, whole, by UID. */
    Map<Long, byte[]> bodies() {
        return fetch("1:*", "(UID BODY.PEEK[])").stream()
                .collect(Collectors.toMap(
                        Fetched::uid, fetched -> fetched.item("BODY[]").octets(), (one, _) -> one, TreeMap::new));
    }

    /** The flags of all messages of the selected mailbox, by UID. */
    Map<Long, List<String>> flags() {
        return fetch("1:*", "(UID FLAGS)").stream()
                .collect(Collectors.toMap(Fetched::uid, Fetched::flags, (one, _) -> one, TreeMap::new));
    }

    /** The UIDs of all messages of the selected mailbox. */
    List<Long> uids() {
        return ok("UID SEARCH ALL").found();
    }

    /** Appends a message, and answers its UID: RFC 4315. */
    long append(String mailbox, byte[] message) {
        String tag = "t" + ++tags;
        line.send(tag + " APPEND \"" + mailbox + "\" {" + message.length + "}");
        assertThat(line.readLine()).startsWith("+ ");
        line.send(message);
        line.send("");
        String tagged = answer(tag).ok().tagged();
        var uid = Pattern.compile("OK \\[APPENDUID \\d+ (\\d+)] .*").matcher(tagged);
        assertThat(uid.matches()).as(tagged).isTrue();
        return Long.parseLong(uid.group(1));
    }

    /** Appends messages by one command, without waiting in between: RFC 3502 and RFC 7888. */
    void append(String mailbox, List<byte[]> messages) {
        String tag = "t" + ++tags;
        var command = new ByteArrayOutputStream();
        command.writeBytes((tag + " APPEND \"" + mailbox + "\"").getBytes(UTF_8));
        for (byte[] message : messages) {
            command.writeBytes((" {" + message.length + "+}\r\n").getBytes(UTF_8));
            command.writeBytes(message);
        }
        command.writeBytes(new byte[] {'\r', '\n'});
        line.send(command.toByteArray());
        answer(tag).ok();
    }

    /** Begins IDLE: RFC 2177. */
    TestImap idle() {
        line.send("i IDLE");
        assertThat(line.readLine()).startsWith("+ ");
        return this;
    }

    /** The next line, as it comes in IDLE. */
    String readLine() {
        return line.readLine();
    }

    /** Ends IDLE. */
    Answer done() {
        line.send("DONE");
        return answer("i").ok();
    }

    TestImap timeout(Duration timeout) {
        line.timeout(timeout);
        return this;
    }

    /** The connection, for what is not offered here. */
    LineClient line() {
        return line;
    }

    @Override
    public void close() {
        try (line) {
            line.send("bye LOGOUT");
        } catch (UncheckedIOException alreadyClosed) {
            // The server may have closed first
        }
    }

    private Answer answer(String tag) {
        var untagged = new ArrayList<byte[]>();
        while (true) {
            byte[] response = response();
            String start = new String(response, 0, Math.min(response.length, 16), ISO_8859_1);
            if (start.startsWith(tag + " ")) {
                return new Answer(untagged, new String(response, ISO_8859_1).substring(tag.length() + 1));
            }
            assertThat(start).startsWith("* ");
            untagged.add(Arrays.copyOfRange(response, 2, response.length));
        }
    }

    /** One response with its literals. */
    private byte[] response() {
        byte[] first = line.readLineOctets();
        var literal = LITERAL.matcher(new String(first, ISO_8859_1));
        if (!literal.matches()) {
            return first;
        }
        var all = new ByteArrayOutputStream();
        byte[] piece = first;
        while (literal.matches()) {
            all.writeBytes(piece);
            all.writeBytes(new byte[] {'\r', '\n'});
            all.writeBytes(line.read(Integer.parseInt(literal.group(1))));
            piece = line.readLineOctets();
            literal = LITERAL.matcher(new String(piece, ISO_8859_1));
        }
        all.writeBytes(piece);
        return all.toByteArray();
    }
}
