package org.valija.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.valija.mailbox.api.account.DomainsApi;
import org.valija.mailbox.api.account.NewDomain;
import org.valija.mailbox.api.dkim.DkimAlgorithm;
import org.valija.mailbox.api.dkim.DkimKeysApi;
import org.valija.mailbox.api.dkim.NewDkimKey;
import org.valija.mailbox.testing.MailboxServer;
import org.valija.testkit.DnsZone;
import org.valija.testkit.Eventually;
import org.valija.testkit.Postfix;
import org.valija.testkit.TestSmtp;

/** Two sites that find each other in the DNS, one of them behind a Postfix: mail goes there and back, and is known as signed. */
class TwoSitesTest {

    /** A site of ours. */
    private record Site(String domain, MailboxServer mailboxes, Gateway gateway) implements AutoCloseable {

        /** @param port of the servers of the other site */
        static Site open(String domain, DnsZone zone, MailboxServer mailboxes, int port, int mxPort) {
            var settings = new ArrayList<>(List.of(
                    "smtp.host-name=mail." + domain,
                    "smtp.judge.exempt=",
                    "smtp.outbound.enabled=true",
                    "smtp.outbound.port=" + port,
                    "smtp.dns.servers[0].address=127.0.0.1",
                    "smtp.dns.servers[0].port=" + zone.port(),
                    "smtp.listeners.mx.listen.port=" + mxPort));
            var gateway = Gateway.before(mailboxes, settings.toArray(String[]::new));
            mailboxes.client().api(DomainsApi.class).create(new NewDomain(domain));
            var keys = mailboxes.client().api(DkimKeysApi.class);
            for (var algorithm : DkimAlgorithm.values()) {
                var selector = algorithm.word();
                keys.create(domain, new NewDkimKey(algorithm, selector));
                zone.txt(
                        selector + "._domainkey." + domain,
                        keys.activate(domain, selector).record());
            }
            return new Site(domain, mailboxes, gateway);
        }

        Inbox user(String name) {
            return Inbox.create(mailboxes, name + "@" + domain);
        }

        void send(Inbox from, String to, String text) {
            var message = "From: <%s>\r\nTo: <%s>\r\nSubject: there and back\r\n\r\n%s\r\n"
                    .formatted(from.address(), to, text);
            try (var smtp = TestSmtp.connectTls(gateway.port("submissions")).login(from.address(), Inbox.PASSWORD)) {
                assertThat(smtp.send(from.address(), to, message.getBytes(StandardCharsets.US_ASCII))
                                .accepted())
                        .isTrue();
            }
        }

        @Override
        public void close() {
            gateway.close();
        }
    }

    @Test // RFC 5321, 5; RFC 6376; RFC 8463
    void mailGoesThereAndBack() {
        var zone = new DnsZone()
                .mx("here.example", 10, "mx.here.example")
                .address("mx.here.example", "127.0.0.1")
                .mx("there.example", 10, "mx.there.example")
                .address("mx.there.example", "127.0.0.1");
        int herePort = Postfix.freePort();
        int therePort = Postfix.freePort();
        try (zone;
                var postfix = Postfix.relayingTo("smtp:[127.0.0.1]:" + therePort);
                var here = Site.open("here.example", zone, MailboxServer.onFreshDatabase(), postfix.port(), herePort);
                var there = Site.open("there.example", zone, MailboxServer.onFreshDatabase(), herePort, therePort)) {
            var ann = here.user("ann");
            var bob = there.user("bob");
            here.send(ann, bob.address(), "hello");
            arrives(bob);
            assertThat(bob.message())
                    .contains("(Postfix)", "with ESMTPSA id", "\r\n\r\nhello\r\n")
                    .contains("dkim=pass header.d=here.example header.s=rsa")
                    .contains("dkim=pass header.d=here.example header.s=ed25519");
            assertThat(postfix.log()).contains("status=sent");
            there.send(bob, ann.address(), "hello yourself");
            arrives(ann);
            assertThat(ann.message())
                    .contains("\r\n\r\nhello yourself\r\n")
                    .contains("dkim=pass header.d=there.example header.s=rsa");
        }
    }

    private static void arrives(Inbox inbox) {
        Eventually.within(Duration.ofMinutes(1)).until("it arrives", () -> inbox.size() == 1);
    }
}
