package org.valija.benchmarks.compare;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.valija.testkit.ServiceProcess;

/** Dovecot, with a Postfix before it that hands over by LMTP: the usual pair of a Linux distribution. */
final class Dovecot implements MailServer {

    /** How Dovecot is set up. */
    enum Kind {
        /** As Debian packages it: Maildir, and a process for each login and each session. */
        PACKAGED,
        /** Its own mailbox format, and processes that serve many logins and sessions. */
        FAST
    }

    private final Kind kind;
    private final int smtpPort = Scratch.freePort();
    private final int lmtpPort = Scratch.freePort();
    private final int pop3Port = Scratch.freePort();
    private final int imapPort = Scratch.freePort();
    private final ServiceProcess dovecot;
    private final Optional<ServiceProcess> postfix;
    private final String postfixSettings;

    Dovecot(Path folder, Kind kind) {
        this.kind = kind;
        var name = kind.name().toLowerCase(Locale.ROOT);
        Scratch.owned(folder.resolve("mail"), "mail");
        var settings = Scratch.write(folder.resolve("dovecot.conf"), dovecotConf(folder));
        dovecot = ServiceProcess.program("dovecot-" + name, "/usr/sbin/dovecot", "-F", "-c", settings.toString())
                .startUntilItSays("starting up for");
        postfixSettings = folder.resolve("postfix/etc").toString();
        postfix = kind == Kind.PACKAGED ? Optional.of(startPostfix(folder.resolve("postfix"))) : Optional.empty();
    }

    private String dovecotConf(Path folder) {
        var common = """
                base_dir = %1$s/run
                state_dir = %1$s/run
                protocols = imap pop3 lmtp
                listen = 127.0.0.1
                log_path = /dev/stderr
                mail_location = %2$s:%1$s/mail/%%n
                first_valid_uid = 1
                first_valid_gid = 1
                ssl = no
                disable_plaintext_auth = no
                mail_max_userip_connections = 0
                auth_cache_size = 10M
                passdb {
                  driver = static
                  args = password=%3$s
                }
                userdb {
                  driver = static
                  args = uid=mail gid=mail home=%1$s/mail/%%n allow_all_users=yes
                }
                service lmtp {
                  inet_listener lmtp {
                    port = %4$d
                  }
                }
                service stats {
                  unix_listener stats-writer {
                    mode = 0666
                  }
                }
                """.formatted(folder, kind == Kind.FAST ? "sdbox" : "maildir", Users.PASSWORD, lmtpPort);
        return common + protocol("imap", "imaps", imapPort) + protocol("pop3", "pop3s", pop3Port);
    }

    private String protocol(String name, String withTls, int port) {
        var login = kind == Kind.FAST ? "service_count = 0\n  process_min_avail = 2\n  client_limit = 4000" : "";
        var session = kind == Kind.FAST ? "service_count = 200\n  client_limit = 5" : "";
        return """
                service %1$s-login {
                  inet_listener %1$s {
                    port = %3$d
                  }
                  inet_listener %2$s {
                    port = 0
                  }
                  %4$s
                }
                service %1$s {
                  process_limit = 12000
                  %5$s
                }
                """.formatted(name, withTls, port, login, session);
    }

    private ServiceProcess startPostfix(Path folder) {
        Scratch.owned(folder.resolve("data"), "postfix");
        Scratch.owned(folder.resolve("queue"), "root");
        Scratch.write(folder.resolve("etc/main.cf"), """
                compatibility_level = 3.6
                queue_directory = %1$s/queue
                data_directory = %1$s/data
                maillog_file = /dev/stdout
                myhostname = front.load.example
                mydestination =
                mynetworks = 127.0.0.0/8
                inet_interfaces = loopback-only
                inet_protocols = ipv4
                alias_maps =
                local_recipient_maps =
                smtpd_recipient_restrictions = permit_mynetworks, reject
                disable_dns_lookups = yes
                default_transport = lmtp:inet:127.0.0.1:%2$d
                """.formatted(folder, lmtpPort));
        // All services of the package, none of them below another root, and the one that listens on a port of ours
        var services = Scratch.output(
                "sh",
                "-c",
                "awk '!/^#/ && NF >= 8 && $1 != \"smtp\" {print}"
                        + " !/^#/ && $1 == \"smtp\" && $2 == \"unix\" {print} /^  -o/ {print}' /etc/postfix/master.cf"
                        + " | awk '{if ($0 !~ /^ /) $5 = \"n\"; print}' > " + folder + "/etc/services");
        if (!services.isEmpty()) {
            throw new IllegalStateException(services);
        }
        Scratch.output(
                "sh",
                "-c",
                "{ echo '127.0.0.1:" + smtpPort + " inet n - n - - smtpd'; cat " + folder + "/etc/services; } > "
                        + folder + "/etc/master.cf");
        return ServiceProcess.program("postfix", "/usr/sbin/postfix", "-c", postfixSettings, "start-fg")
                .startUntilItSays("daemon started");
    }

    @Override
    public String name() {
        return kind == Kind.FAST ? "Dovecot, sdbox" : "Postfix, Dovecot";
    }

    @Override
    public String version() {
        var version = "Dovecot " + Scratch.output("/usr/sbin/dovecot", "--version");
        return kind == Kind.FAST
                ? version
                : "Postfix " + Scratch.output("/usr/sbin/postconf", "-h", "mail_version") + ", " + version;
    }

    @Override
    public String settings() {
        return kind == Kind.FAST
                ? "sdbox; login processes that serve any number of clients, sessions five to a process; a static password"
                : "as Debian packages them, but for a static password, Maildir, and more IMAP processes than 1,024";
    }

    @Override
    public @Nullable Integer port(Protocol protocol) {
        return switch (protocol) {
            case SMTP -> postfix.isPresent() ? smtpPort : null;
            case LMTP -> lmtpPort;
            case POP3 -> pop3Port;
            case IMAP -> imapPort;
        };
    }

    @Override
    public List<Long> pids() {
        return List.of(dovecot.pid());
    }

    @Override
    public void close() {
        postfix.ifPresent(process -> {
            // The process is a script that waits for the server
            Scratch.output("/usr/sbin/postfix", "-c", postfixSettings, "stop");
            process.close();
        });
        dovecot.close();
    }
}
