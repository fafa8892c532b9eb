package org.valija.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import org.junit.jupiter.api.Assumptions;

/**
 * A Postfix of a test's own, in a temporary folder and on a free port of the loopback address: it takes mail for anybody and
 * relays all of it to one place. Needs Postfix to be installed, and root, as its parts run as different users. To be closed.
 */
public final class Postfix implements AutoCloseable {

    private static final String MASTER = """
            127.0.0.1:%d inet n - n - - smtpd
            pickup unix n - n 60 1 pickup
            cleanup unix n - n - 0 cleanup
            qmgr unix n - n 300 1 qmgr
            rewrite unix - - n - - trivial-rewrite
            bounce unix - - n - 0 bounce
            defer unix - - n - 0 bounce
            trace unix - - n - 0 bounce
            verify unix - - n - 1 verify
            flush unix n - n 1000? 0 flush
            proxymap unix - - n - - proxymap
            smtp unix - - n - - smtp
            lmtp unix - - n - - lmtp
            showq unix n - n - - showq
            error unix - - n - - error
            retry unix - - n - - error
            discard unix - - n - - discard
            anvil unix - - n - 1 anvil
            scache unix - - n - 1 scache
            tlsmgr unix - - n 1000? 1 tlsmgr
            postlog unix-dgram n - n - 1 postlogd
            """;

    private static final String MAIN = """
            compatibility_level = 3.6
            queue_directory = %1$s/queue
            data_directory = %1$s/data
            command_directory = /usr/sbin
            daemon_directory = /usr/lib/postfix/sbin
            mail_owner = postfix
            setgid_group = postdrop
            myhostname = front.example.net
            mydestination =
            mynetworks = 127.0.0.0/8
            inet_interfaces = loopback-only
            inet_protocols = ipv4
            alias_maps =
            local_recipient_maps =
            maillog_file = %1$s/log
            maillog_file_prefixes = %1$s
            minimal_backoff_time = 3s
            maximal_backoff_time = 6s
            queue_run_delay = 1s
            disable_dns_lookups = yes
            smtp_tls_security_level = may
            smtp_connect_timeout = 5s
            default_transport = %2$s
            """;

    private final RealClient control;
    private final Path folder;
    private final int port;

    private Postfix(RealClient control, Path folder, int port) {
        this.control = control;
        this.folder = folder;
        this.port = port;
    }

    /**
     * Starts one; skips the test where there is no Postfix, or nobody is root.
     *
     * @param transport such as {@code smtp:[127.0.0.1]:2525} or {@code lmtp:inet:127.0.0.1:2424}
     */
    public static Postfix relayingTo(String transport) {
        var control = RealClient.find("postfix").timeout(Duration.ofMinutes(1));
        Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "Postfix needs root");
        try {
            var folder = Files.createTempDirectory("postfix");
            // Its parts run as others, who have to find their way
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            for (var name : new String[] {"etc", "queue", "data"}) {
                Files.createDirectory(folder.resolve(name));
            }
            var owner = folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("postfix");
            Files.setOwner(folder.resolve("data"), owner);
            int port = freePort();
            Files.writeString(folder.resolve("etc/main.cf"), MAIN.formatted(folder, transport));
            Files.writeString(folder.resolve("etc/master.cf"), MASTER.formatted(port));
            var postfix = new Postfix(control, folder, port);
            postfix.control("start").succeeded();
            return postfix;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A port where nobody listens. */
    public static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it takes mail by SMTP. */
    public int port() {
        return port;
    }

    /** How many messages wait in its queue. */
    public long queued() {
        var listed = RealClient.find("postqueue")
                .run("-c", folder.resolve("etc").toString(), "-j")
                .succeeded();
        return listed.out().lines().filter(line -> line.startsWith("{")).count();
    }

    /** What it logged so far. */
    public String log() {
        try {
            return Files.readString(folder.resolve("log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private RealClient.Result control(String command) {
        return control.run("-c", folder.resolve("etc").toString(), command);
    }

    @Override
    public void close() {
        control("stop");
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException _) {
            // What is left lies in the temporary folder
        }
    }
}
