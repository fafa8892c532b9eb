package org.valija.suite.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

/**
 * Sends one message through submission and reads it back by POP3 and by IMAP, as mail clients do, byte for byte.
 *
 * @param host where the servers are
 * @param trust their certificate
 * @param keep whether the message stays; else it is expunged once it was read
 */
public record SelfCheck(
        String host, int submission, int pop3, int imap, SSLContext trust, DemoAccounts accounts, boolean keep) {

    /** How many of the newest messages the one sent may be among, as others may arrive at the same time. */
    private static final int NEWEST = 20;

    /** RFC 5322, 3.3. */
    private static final DateTimeFormatter DATE_TIME =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH);

    private static final Pattern LITERAL = Pattern.compile(".*\\{(\\d+)}");

    /** A step failed; the message names it and tells what was seen. */
    public static final class FailedException extends RuntimeException {
        private FailedException(String step, Exception failure) {
            super(step + ": " + failure.getMessage(), failure);
        }
    }

    private interface Step {
        void run() throws IOException;
    }

    /**
     * @param done is told each step that succeeds
     * @throws FailedException at the first step that does not
     */
    public void run(Consumer<String> done) {
        var id = "<" + UUID.randomUUID() + "@" + DemoAccounts.DOMAIN + ">";
        var message = message(id);
        var retrieved = new ByteArrayOutputStream();
        step(
                done,
                "SMTP: bob hands a message for ann to port " + submission + " (STARTTLS, AUTH PLAIN)",
                () -> submit(message));
        step(
                done,
                "POP3: ann reads it from port " + pop3 + " (STLS), byte for byte",
                () -> retrieved.writeBytes(retrieve(message)));
        step(
                done,
                "IMAP: ann reads it from port " + imap + " (STARTTLS), the same bytes",
                () -> fetch(id, retrieved.toByteArray()));
    }

    private static void step(Consumer<String> done, String name, Step step) {
        try {
            step.run();
        } catch (IOException e) {
            throw new FailedException(name, e);
        }
        done.accept(name);
    }

    private byte[] message(String id) {
        return """
                Date: %s
                From: Bob <%s>
                To: Ann <%s>
                Subject: Welcome to Valija
                Message-ID: %s
                MIME-Version: 1.0
                Content-Type: text/plain; charset=UTF-8
                Content-Transfer-Encoding: 8bit

                ¡Hola, Ann!

                This message went in by SMTP and into PostgreSQL; what you read came out by POP3, IMAP or REST.
                .. Each octet is as it was sent, these two dots included.

                Bob
                """.formatted(
                        DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)),
                        accounts.bob().address(),
                        accounts.ann().address(),
                        id)
                .replace("\n", "\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private void submit(byte[] message) throws IOException {
        try (var smtp = new Dialogue(host, submission)) {
            reply(smtp, "220");
            smtp.send("EHLO localhost");
            reply(smtp, "250");
            smtp.send("STARTTLS");
            reply(smtp, "220");
            smtp.startTls(trust);
            smtp.send("EHLO localhost");
            reply(smtp, "250");
            var bob = accounts.bob();
            smtp.send("AUTH PLAIN "
                    + Base64.getEncoder()
                            .encodeToString(
                                    ("\0" + bob.address() + "\0" + bob.password()).getBytes(StandardCharsets.UTF_8)));
            reply(smtp, "235");
            smtp.send("MAIL FROM:<" + bob.address() + "> BODY=8BITMIME");
            reply(smtp, "250");
            smtp.send("RCPT TO:<" + accounts.ann().address() + ">");
            reply(smtp, "250");
            smtp.send("DATA");
            reply(smtp, "354");
            // Dots are stuffed: RFC 5321, 4.5.2
            smtp.send(new String(message, StandardCharsets.ISO_8859_1)
                    .replace("\r\n.", "\r\n..")
                    .getBytes(StandardCharsets.ISO_8859_1));
            smtp.send(".");
            reply(smtp, "250");
            smtp.send("QUIT");
        }
    }

    private static void reply(Dialogue smtp, String code) throws IOException {
        String line = smtp.expect(code);
        while (line.startsWith(code + "-")) {
            line = smtp.expect(code);
        }
    }

    private byte[] retrieve(byte[] message) throws IOException {
        try (var pop3 = new Dialogue(host, this.pop3)) {
            pop3.expect("+OK");
            pop3.send("STLS");
            pop3.expect("+OK");
            pop3.startTls(trust);
            pop3.send("USER " + accounts.ann().address());
            pop3.expect("+OK");
            pop3.send("PASS " + accounts.ann().password());
            pop3.expect("+OK");
            pop3.send("STAT");
            int count = Integer.parseInt(pop3.expect("+OK ").split(" ")[1]);
            for (int number = count; number > Math.max(0, count - NEWEST); number--) {
                pop3.send("RETR " + number);
                pop3.expect("+OK");
                var found = multiline(pop3);
                if (endsWith(found, message)) {
                    pop3.send("QUIT");
                    pop3.expect("+OK");
                    return found;
                }
            }
            throw new IOException("none of " + count + " messages ends with the bytes that were sent");
        }
    }

    private static byte[] multiline(Dialogue pop3) throws IOException {
        var content = new ByteArrayOutputStream();
        for (String line = pop3.line(); !line.equals("."); line = pop3.line()) {
            var unstuffed = line.startsWith(".") ? line.substring(1) : line;
            content.writeBytes((unstuffed + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        }
        return content.toByteArray();
    }

    /** Trace fields stand before what was sent: RFC 5321, 4.4. */
    private static boolean endsWith(byte[] found, byte[] message) {
        int from = found.length - message.length;
        return from >= 0 && Arrays.equals(found, from, found.length, message, 0, message.length);
    }

    private void fetch(String id, byte[] retrieved) throws IOException {
        try (var imap = new Dialogue(host, this.imap)) {
            imap.expect("* OK");
            command(imap, "a STARTTLS");
            imap.startTls(trust);
            command(
                    imap,
                    "b LOGIN " + accounts.ann().address() + " " + accounts.ann().password());
            command(imap, "c SELECT INBOX");
            var search = command(imap, "d UID SEARCH HEADER Message-ID \"" + id + "\"");
            var uid = search.replaceFirst("\\* SEARCH ", "");
            if (!uid.matches("\\d+")) {
                throw new IOException("the search for the message answers \"" + search + "\"");
            }
            imap.send("e UID FETCH " + uid + " BODY.PEEK[]");
            var begin = imap.expect("* ");
            var literal = LITERAL.matcher(begin);
            if (!literal.matches()) {
                throw new IOException("the server said \"" + begin + "\", not a literal");
            }
            var fetched = imap.octets(Integer.parseInt(literal.group(1)));
            imap.expect(")");
            imap.expect("e OK");
            if (!Arrays.equals(fetched, retrieved)) {
                throw new IOException("not the bytes that POP3 gave");
            }
            if (!keep) {
                command(imap, "f UID STORE " + uid + " +FLAGS.SILENT (\\Deleted)");
                command(imap, "g UID EXPUNGE " + uid);
            }
            command(imap, "h LOGOUT");
        }
    }

    /** Sends a command, and returns the first untagged line of a command that succeeds, or nothing. */
    private static String command(Dialogue imap, String command) throws IOException {
        imap.send(command);
        var tag = command.substring(0, 2);
        var first = "";
        for (String line = imap.line(); ; line = imap.line()) {
            if (line.startsWith(tag)) {
                if (line.startsWith(tag + "OK")) {
                    return first;
                }
                throw new IOException("the server answers \"" + line + "\"");
            }
            first = first.isEmpty() ? line : first;
        }
    }
}
