package org.valija.imap.session;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.HashMap;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.valija.imap.state.SharedMailboxes;
import org.valija.imap.state.Store;
import org.valija.line.LineServer;
import org.valija.line.LineServers;
import org.valija.line.tls.Tls;
import org.valija.mailbox.api.account.AccountsApi;
import org.valija.mailbox.api.account.SessionsApi;
import org.valija.mailbox.api.client.EventFeed;
import org.valija.mailbox.api.client.LiveSessions;
import org.valija.mailbox.api.mailbox.MailboxesApi;
import org.valija.mailbox.api.message.MessagesApi;

/** Puts the service together. */
@Configuration(proxyBeanMethods = false)
class ImapConfiguration {

    @Bean
    InstantSource clock() {
        return InstantSource.system();
    }

    @Bean
    SharedMailboxes sharedMailboxes(ImapProperties properties) {
        return new SharedMailboxes(properties.rememberedMailboxes().toBytes());
    }

    @Bean
    Store store(
            SessionsApi sessions,
            AccountsApi accounts,
            MailboxesApi mailboxes,
            MessagesApi messages,
            SharedMailboxes shared,
            MeterRegistry registry,
            InstantSource clock) {
        return new Store(
                OwnStack.of(SessionsApi.class, sessions, registry),
                OwnStack.of(AccountsApi.class, accounts, registry),
                OwnStack.of(MailboxesApi.class, mailboxes, registry),
                OwnStack.of(MessagesApi.class, messages, registry),
                shared,
                clock);
    }

    @Bean
    Watches watches(LiveSessions live, SharedMailboxes shared) {
        return new Watches(live, shared);
    }

    @Bean
    Background background(EventFeed feed, Watches watches) {
        return new Background(feed, watches);
    }

    @Bean
    LineServers imapServers(
            ImapProperties properties, Store store, Watches watches, SslBundles bundles, MeterRegistry registry) {
        var tls = Tls.of(bundles, properties.tlsBundle(), properties.hostName());
        var meters = new CommandMeters(registry);
        var servers = new HashMap<String, LineServer>();
        properties.listeners().forEach((name, listener) -> {
            if (listener.enabled()) {
                var handler = new ImapHandler(listener, properties, store, watches, meters);
                servers.put(name, new LineServer(name, listener.listen(), properties.limits(), tls, handler));
            }
        });
        return new LineServers(servers);
    }
}
