package org.valija.smtp.session;

import java.time.InstantSource;
import java.util.HashMap;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.valija.line.LineServer;
import org.valija.line.LineServers;
import org.valija.line.tls.Tls;
import org.valija.mailbox.api.account.SessionsApi;
import org.valija.mailbox.api.delivery.DeliveriesApi;
import org.valija.mailbox.api.delivery.RecipientsApi;
import org.valija.smtp.data.Receiver;
import org.valija.smtp.settings.SmtpProperties;

/** Puts the gateway together. */
@Configuration(proxyBeanMethods = false)
class SmtpConfiguration {

    @Bean
    InstantSource clock() {
        return InstantSource.system();
    }

    @Bean
    Mailboxes mailboxes(
            RecipientsApi recipients,
            SessionsApi sessions,
            DeliveriesApi deliveries,
            SmtpProperties properties,
            InstantSource clock) {
        return new Mailboxes(recipients, sessions, new Receiver(deliveries, clock));
    }

    @Bean
    LineServers smtpServers(SmtpProperties properties, Mailboxes mailboxes, SslBundles bundles) {
        var tls = Tls.of(bundles, properties.tlsBundle(), properties.hostName());
        var servers = new HashMap<String, LineServer>();
        properties.listeners().forEach((name, listener) -> {
            if (listener.enabled()) {
                var handler = new SmtpHandler(properties.policy(name), mailboxes);
                servers.put(name, new LineServer(name, listener.listen(), properties.limits(name), tls, handler));
            }
        });
        return new LineServers(servers);
    }
}
