package org.valija.benchmarks.compare;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.valija.testkit.ServiceProcess;

/** GreenMail, which keeps mail in memory: a server for tests, and what a Java server costs that stores nothing. */
final class GreenMail implements MailServer {

    private final Path jar;
    private final int smtpPort = Scratch.freePort();
    private final int pop3Port = Scratch.freePort();
    private final int imapPort = Scratch.freePort();
    private final ServiceProcess process;

    GreenMail(Path jar) {
        this.jar = jar;
        var users = Users.all().stream()
                .map(user -> user + ":" + Users.PASSWORD + "@load.example")
                .collect(Collectors.joining(","));
        process = ServiceProcess.jar(
                        "greenmail",
                        jar,
                        "-Xmx2g",
                        "-Dgreenmail.hostname=127.0.0.1",
                        "-Dgreenmail.smtp.port=" + smtpPort,
                        "-Dgreenmail.pop3.port=" + pop3Port,
                        "-Dgreenmail.imap.port=" + imapPort,
                        "-Dgreenmail.users.login=email",
                        "-Dgreenmail.users=" + users)
                .startUntilItSays("Starting GreenMail API server|Started|Configuring GreenMail");
    }

    @Override
    public String name() {
        return "GreenMail";
    }

    @Override
    public String version() {
        return jar.getFileName().toString().replaceFirst("greenmail-standalone-(.*)\\.jar", "GreenMail $1");
    }

    @Override
    public String settings() {
        return "in memory, -Xmx2g";
    }

    @Override
    public @Nullable Integer port(Protocol protocol) {
        return switch (protocol) {
            case SMTP -> smtpPort;
            case LMTP -> null;
            case POP3 -> pop3Port;
            case IMAP -> imapPort;
        };
    }

    @Override
    public List<Long> pids() {
        return List.of(process.pid());
    }

    @Override
    public void close() {
        process.close();
    }
}
