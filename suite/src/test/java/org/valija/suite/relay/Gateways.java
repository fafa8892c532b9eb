package org.valija.suite.relay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.valija.mailbox.MailboxService;
import org.valija.mailbox.api.account.AccountsApi;
import org.valija.mailbox.api.account.DomainsApi;
import org.valija.mailbox.api.account.NewAccount;
import org.valija.mailbox.api.account.NewDomain;
import org.valija.mailbox.api.client.MailboxClient;
import org.valija.mailbox.api.client.MailboxClientProperties;
import org.valija.smtp.SmtpGateway;
import org.valija.testkit.Database;
import org.valija.testkit.DnsZone;
import org.valija.testkit.ServiceProcess;

/** A mailbox service and two gateways that send for it, each in a process of its own. */
final class Gateways implements AutoCloseable {

    static final String SENDER = "ann@relay.example";
    static final String PASSWORD = "correct horse battery";

    private static final String ADMIN_KEY = "admin-key-of-the-relay";
    private static final String CREDENTIAL = "credential-of-the-gateways";
    /** For a start or an answer, on a machine that is busy with other tests or whose disk stalls. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final int port = freePort();
    private final ServiceProcess mailboxes;
    private final MailboxClient admin;
    private final List<ServiceProcess> gateways = new ArrayList<>();

    /** @param mxPort of the servers in the zone */
    Gateways(Database database, DnsZone zone, int mxPort) {
        var settings = new ArrayList<>(List.of(database.springProperties()));
        settings.addAll(List.of(
                "server.port=" + port,
                "server.address=127.0.0.1",
                "mailbox.security.admin-key=" + ADMIN_KEY,
                "mailbox.security.services.smtp=" + CREDENTIAL,
                "mailbox.accounts.scram-iterations=4096",
                "mailbox.relay.retries=1s",
                "mailbox.submission.messages-an-hour=1000000",
                "mailbox.submission.recipients-an-hour=1000000",
                "mailbox.submission.messages-a-day=1000000",
                "mailbox.submission.recipients-a-day=1000000"));
        mailboxes = start("relay-mailbox-service", MailboxService.class, settings)
                .startUntilAnswers(url().resolve("/actuator/health/readiness"));
        admin = new MailboxClient(new MailboxClientProperties(url(), ADMIN_KEY, PATIENCE, PATIENCE, 4));
        admin.api(DomainsApi.class).create(new NewDomain("relay.example"));
        admin.api(AccountsApi.class).create(new NewAccount(SENDER, PASSWORD, 0L));
        for (int i = 0; i < 2; i++) {
            gateways.add(start("relay-gateway-" + i, SmtpGateway.class, gatewaySettings(zone, mxPort))
                    .startUntilItSays("Started SmtpGateway in "));
        }
    }

    private List<String> gatewaySettings(DnsZone zone, int mxPort) {
        var settings = new ArrayList<>(List.of(
                "server.port=0",
                "server.address=127.0.0.1",
                "smtp.host-name=mail.relay.example",
                "smtp.outbound.port=" + mxPort,
                "smtp.outbound.lease=10s",
                "smtp.outbound.back-off=1s",
                "smtp.dns.servers[0].address=127.0.0.1",
                "smtp.dns.servers[0].port=" + zone.port(),
                "mailbox.client.url=" + url(),
                "mailbox.client.credential=" + CREDENTIAL));
        for (var listener : List.of("mx", "submission", "submissions")) {
            settings.add("smtp.listeners." + listener + ".listen.port=0");
            settings.add("smtp.listeners." + listener + ".listen.address=127.0.0.1");
        }
        return settings;
    }

    private static ServiceProcess.Builder start(String name, Class<?> main, List<String> settings) {
        return ServiceProcess.main(name, main, "-Xmx384m", "-XX:TieredStopAtLevel=1", "-Xshare:auto")
                .with(settings.stream().map(setting -> "--" + setting).toArray(String[]::new))
                .startup(PATIENCE);
    }

    private URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** A client that holds the administrator's key. */
    MailboxClient admin() {
        return admin;
    }

    /** Where a gateway takes mail from users, with TLS from the first octet. */
    int submissions(int gateway) {
        return Integer.parseInt(gateways.get(gateway).said("\\bsubmissions listens on \\S+:(\\d+),"));
    }

    /** Ends a gateway in the middle of whatever it does, as {@code kill -9} does. */
    void kill(int gateway) {
        gateways.get(gateway).kill();
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        gateways.forEach(ServiceProcess::close);
        try {
            admin.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        mailboxes.close();
    }
}
