package org.valija.smtp.session;

import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.valija.line.LineServer;
import org.valija.line.LineServers;
import org.valija.line.tls.Tls;
import org.valija.mailbox.api.account.SessionsApi;
import org.valija.mailbox.api.client.LiveSessions;
import org.valija.mailbox.api.client.RejectionReporter;
import org.valija.mailbox.api.delivery.DeliveriesApi;
import org.valija.mailbox.api.greylist.GreylistApi;
import org.valija.mailbox.api.submission.SubmissionsApi;
import org.valija.smtp.data.Receiver;
import org.valija.smtp.dns.Dns;
import org.valija.smtp.dns.DnsResolver;
import org.valija.smtp.gather.GatheredDeliveries;
import org.valija.smtp.gather.KnownRecipients;
import org.valija.smtp.judge.ContentFilter;
import org.valija.smtp.judge.Judge;
import org.valija.smtp.settings.SmtpProperties;

/** Puts the gateway together. */
@Configuration(proxyBeanMethods = false)
class SmtpConfiguration {

    @Bean
    InstantSource clock() {
        return InstantSource.system();
    }

    @Bean
    Dns dns(SmtpProperties properties) throws UnknownHostException {
        return new DnsResolver(properties.dns());
    }

    @Bean
    Judge judge(SmtpProperties properties, Dns dns, List<ContentFilter> filters, InstantSource clock) {
        return new Judge(
                dns,
                properties.judge(),
                filters,
                clock,
                () -> ThreadLocalRandom.current().nextInt(100));
    }

    @Bean
    Mailboxes mailboxes(
            KnownRecipients recipients,
            SessionsApi sessions,
            SubmissionsApi submissions,
            GreylistApi greylist,
            GatheredDeliveries gathered,
            DeliveriesApi deliveries,
            RejectionReporter rejections,
            LiveSessions live,
            Judge judge,
            InstantSource clock) {
        var receiver = new Receiver(gathered, deliveries, judge, clock);
        return new Mailboxes(recipients, sessions, submissions, greylist, rejections, live, judge, receiver);
    }

    @Bean
    LineServers smtpServers(SmtpProperties properties, Mailboxes mailboxes, SslBundles bundles) {
        var tls = Tls.of(bundles, properties.tlsBundle(), properties.hostName());
        var servers = new HashMap<String, LineServer>();
        var turnedAway = new TurnedAway(mailboxes.rejections());
        properties.listeners().forEach((name, listener) -> {
            if (listener.enabled()) {
                var handler = new SmtpHandler(properties.policy(name), mailboxes, turnedAway);
                servers.put(name, new LineServer(name, listener.listen(), properties.limits(name), tls, handler));
            }
        });
        return new LineServers(servers);
    }
}
