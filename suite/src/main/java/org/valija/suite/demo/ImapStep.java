package org.valija.suite.demo;

import java.io.IOException;
import java.util.Arrays;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

/**
 * Looks for a message as a user's mail client does, with STARTTLS and LOGIN.
 *
 * @param keep whether the message stays in INBOX
 */
record ImapStep(String host, int port, SSLContext trust, DemoAccount user, boolean keep) {

    private static final Pattern LITERAL = Pattern.compile(".*\\{(\\d+)}");

    /** @throws IOException if there is no message with this Message-ID, or it has other octets */
    void fetch(String id, byte[] retrieved) throws IOException {
        try (var imap = new Dialogue(host, port)) {
            imap.expect("* OK");
            command(imap, "a STARTTLS");
            imap.startTls(trust);
            command(imap, "b LOGIN " + user.address() + " " + user.password());
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
