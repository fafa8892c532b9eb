package org.valija.suite.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.valija.testkit.RealClient;

/** Programs that take all mail of a user home, each run once against a port of this machine. */
final class Clients {

    private Clients() {}

    /** INBOX becomes the Maildir {@code mail/INBOX} below home. */
    static void mbsync(Path home, int port, User user, Path certificate) throws IOException {
        Files.createDirectories(home.resolve("mail"));
        Files.writeString(home.resolve("mbsyncrc"), """
                IMAPStore far
                Host localhost
                Port %d
                User %s
                Pass %s
                SSLType IMAPS
                CertificateFile %s

                MaildirStore near
                Path %s/mail/
                Inbox %s/mail/INBOX

                Channel inbox
                Far :far:
                Near :near:
                Sync Pull
                SyncState *
                """.formatted(
                        port, user.address(), user.password(), certificate, home, home));
        RealClient.find("mbsync")
                .in(home)
                .with("HOME", home.toString())
                .run("-c", "mbsyncrc", "-a")
                .succeeded();
    }

    /** Hands all messages to the agent, and deletes them from the server. */
    static void fetchmail(Path home, int port, User user, Path certificate, DeliveryAgent agent) throws IOException {
        Files.writeString(home.resolve("fetchmailrc"), """
                set invisible
                set idfile "%s/ids"
                poll localhost service %d protocol POP3
                    user "%s" password "%s" ssl sslcertck sslcertfile "%s"
                    norewrite nokeep mda "%s"
                """.formatted(
                        home, port, user.address(), user.password(), certificate, agent.program()));
        Files.setPosixFilePermissions(home.resolve("fetchmailrc"), PosixFilePermissions.fromString("rw-------"));
        RealClient.find("fetchmail")
                .in(home)
                .with("FETCHMAILHOME", home.toString())
                .with("HOME", home.toString())
                .run("-f", "fetchmailrc", "--pidfile", home.resolve("pid").toString())
                .succeeded();
    }
}
