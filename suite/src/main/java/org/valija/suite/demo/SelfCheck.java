package org.valija.suite.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Consumer;
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

    /** RFC 5322, 3.3. */
    private static final DateTimeFormatter DATE_TIME =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH);

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
        var ann = accounts.ann();
        var retrieved = new ByteArrayOutputStream();
        step(
                done,
                "SMTP: bob hands a message for ann to port " + submission + " (STARTTLS, AUTH PLAIN)",
                () -> new SmtpStep(host, submission, trust, accounts.bob(), ann).submit(message));
        step(
                done,
                "POP3: ann reads it from port " + pop3 + " (STLS), byte for byte",
                () -> retrieved.writeBytes(new Pop3Step(host, pop3, trust, ann).retrieve(message)));
        step(
                done,
                "IMAP: ann reads it from port " + imap + " (STARTTLS), the same bytes",
                () -> new ImapStep(host, imap, trust, ann, keep).fetch(id, retrieved.toByteArray()));
    }

    private static void step(Consumer<String> done, String name, Step step) {
        try {
            step.run();
        } catch (IOException | RuntimeException e) {
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
}
