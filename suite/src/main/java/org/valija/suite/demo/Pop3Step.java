package org.valija.suite.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.net.ssl.SSLContext;

/** Looks for a message as a user's mail client does, with STLS and USER. */
record Pop3Step(String host, int port, SSLContext trust, DemoAccount user) {

    /** How many of the newest messages the one sent may be among, as others may arrive at the same time. */
    private static final int NEWEST = 20;

    /** @return what the maildrop holds of a message: the same octets, and trace fields before them */
    byte[] retrieve(byte[] message) throws IOException {
        try (var pop3 = new Dialogue(host, port)) {
            pop3.expect("+OK");
            pop3.send("STLS");
            pop3.expect("+OK");
            pop3.startTls(trust);
            pop3.send("USER " + user.address());
            pop3.expect("+OK");
            pop3.send("PASS " + user.password());
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
}
