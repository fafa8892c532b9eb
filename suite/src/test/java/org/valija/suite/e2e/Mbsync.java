package org.valija.suite.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.valija.suite.Port;
import org.valija.testkit.RealClient;

/**
 * mbsync (isync), set up to keep an account and the folder {@code mail} below home the same.
 *
 * @param program has its home and its time
 */
record Mbsync(RealClient program, Path home) {

    /** How long it may take for a few messages. */
    private static final Duration USUAL = Duration.ofMinutes(1);

    static Mbsync configure(Path home, Valija valija, User user) throws IOException {
        Files.createDirectories(home.resolve("mail"));
        Files.writeString(home.resolve("mbsyncrc"), """
                IMAPStore far
                Host 127.0.0.1
                Port %d
                User %s
                Pass %s
                SSLType IMAPS
                CertificateFile %s

                MaildirStore near
                Path %s/mail/
                Inbox %s/mail/INBOX
                SubFolders Verbatim

                Channel all
                Far :far:
                Near :near:
                Patterns *
                Create Both
                Remove Both
                Expunge Both
                SyncState *
                """.formatted(
                        valija.port(Port.IMAPS), user.address(), user.password(), valija.certificate(), home, home));
        var program = RealClient.find("mbsync").in(home).with("HOME", home.toString());
        return new Mbsync(program, home);
    }

    void sync() {
        sync(USUAL);
    }

    /** Brings both sides together, within so much time. */
    void sync(Duration time) {
        program.timeout(time).run("-c", "mbsyncrc", "-a").succeeded();
    }

    /** INBOX on this side. */
    Maildir inbox() {
        return new Maildir(home.resolve("mail/INBOX"));
    }

    /** It marks a message while it copies it, to find it again, and older ones leave the mark there. */
    static String withoutMark(byte[] message) {
        return new String(Arrived.withLf(message), ISO_8859_1).replaceFirst("X-TUID: \\S+\n", "");
    }
}
