package org.valija.pop3.session;

import java.time.InstantSource;
import java.util.HashMap;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.valija.line.LineServer;
import org.valija.line.LineServers;
import org.valija.line.tls.Tls;
import org.valija.mailbox.api.account.SessionsApi;
import org.valija.mailbox.api.client.EventFeed;
import org.valija.mailbox.api.client.LiveSessions;
import org.valija.mailbox.api.maildrop.MaildropPoliciesApi;
import org.valija.mailbox.api.maildrop.MaildropsApi;
import org.valija.mailbox.api.message.MessagesApi;
import org.valija.pop3.state.AnnouncedLimits;
import org.valija.pop3.state.Maildrops;
import org.valija.pop3.state.OpenMaildrops;

/** Puts the service together. */
@Configuration(proxyBeanMethods = false)
class Pop3Configuration {

    @Bean
    InstantSource clock() {
        return InstantSource.system();
    }

    @Bean
    Maildrops maildrops(
            SessionsApi sessions,
            MaildropsApi maildrops,
            MaildropPoliciesApi policies,
            MessagesApi messages,
            InstantSource clock) {
        var limits = new AnnouncedLimits(policies, clock);
        return new Maildrops(sessions, maildrops, messages, limits, new OpenMaildrops(), clock);
    }

    @Bean
    EventFeed.Subscription accountWatch(EventFeed feed, Maildrops maildrops) {
        return feed.subscribe(new AccountWatch(maildrops.open()));
    }

    @Bean
    LineServers pop3Servers(Pop3Properties properties, Maildrops maildrops, LiveSessions live, SslBundles bundles) {
        var tls = Tls.of(bundles, properties.tlsBundle(), properties.hostName());
        var servers = new HashMap<String, LineServer>();
        properties.listeners().forEach((name, listener) -> {
            if (listener.enabled()) {
                var handler = new Pop3Handler(properties.policy(listener), maildrops, live);
                servers.put(name, new LineServer(name, listener.listen(), properties.limits(), tls, handler));
            }
        });
        return new LineServers(servers);
    }
}
