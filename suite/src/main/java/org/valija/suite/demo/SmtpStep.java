package org.valija.suite.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.net.ssl.SSLContext;

/** Sends a message as a user's mail client does, with STARTTLS and AUTH PLAIN. */
record SmtpStep(String host, int port, SSLContext trust, DemoAccount from, DemoAccount to) {

    void submit(byte[] message) throws IOException {
        try (var smtp = new Dialogue(host, port)) {
            reply(smtp, "220");
            smtp.send("EHLO localhost");
            reply(smtp, "250");
            smtp.send("STARTTLS");
            reply(smtp, "220");
            smtp.startTls(trust);
            smtp.send("EHLO localhost");
            reply(smtp, "250");
            smtp.send("AUTH PLAIN "
                    + Base64.getEncoder()
                            .encodeToString(
                                    ("\0" + from.address() + "\0" + from.password()).getBytes(StandardCharsets.UTF_8)));
            reply(smtp, "235");
            smtp.send("MAIL FROM:<" + from.address() + "> BODY=8BITMIME");
            reply(smtp, "250");
            smtp.send("RCPT TO:<" + to.address() + ">");
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
}
