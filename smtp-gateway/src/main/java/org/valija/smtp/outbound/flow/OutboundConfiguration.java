package org.valija.smtp.outbound.flow;

import io.micrometer.core.instrument.MeterRegistry;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.integration.context.IntegrationContextUtils;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.valija.mailbox.api.dkim.SigningKeysApi;
import org.valija.mailbox.api.outbound.OutboundQueueApi;
import org.valija.smtp.dns.Dns;
import org.valija.smtp.outbound.destination.Connections;
import org.valija.smtp.outbound.destination.Destinations;
import org.valija.smtp.outbound.dialogue.Client;
import org.valija.smtp.outbound.dialogue.Watchdog;
import org.valija.smtp.outbound.dkim.DkimSigner;
import org.valija.smtp.outbound.notice.Notices;
import org.valija.smtp.outbound.route.Ourselves;
import org.valija.smtp.outbound.route.Routes;
import org.valija.smtp.outbound.tls.ClientTls;
import org.valija.smtp.outbound.tls.TlsPolicy;
import org.valija.smtp.settings.ListenerProperties;
import org.valija.smtp.settings.Role;
import org.valija.smtp.settings.SmtpProperties;

/** Puts together what the steps of {@link OutboundFlow} need. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "smtp.outbound.enabled", matchIfMissing = true)
class OutboundConfiguration {

    private static final int LONGEST_OWNER = 64;

    @Bean
    ExecutorService outboundThreads() {
        return Executors.newVirtualThreadPerTaskExecutor();
    }

    /** Nothing is scheduled by it, but the one that Spring Integration makes for itself can't be prepared at build time. */
    @Bean(IntegrationContextUtils.TASK_SCHEDULER_BEAN_NAME)
    TaskScheduler flowScheduler() {
        return new SimpleAsyncTaskScheduler();
    }

    @Bean
    Watchdog outboundWatchdog() {
        return new Watchdog();
    }

    @Bean
    Routing outboundRouting(SmtpProperties smtp, Dns dns, ObjectProvider<TlsPolicy> policy) {
        var ports = smtp.listeners().values().stream()
                .filter(listener -> listener.enabled() && listener.role() == Role.MX)
                .map(ListenerProperties::listen)
                .map(listen -> listen.port())
                .collect(Collectors.toSet());
        var outbound = smtp.outbound();
        return new Routing(new Routes(
                dns,
                policy.getIfAvailable(() -> TlsPolicy.OPPORTUNISTIC),
                new Ourselves(smtp.hostName(), ports, outbound.ourAddresses()),
                outbound,
                RandomGenerator.getDefault()));
    }

    @Bean
    Signing outboundSigning(OutboundQueueApi queue, SigningKeysApi keys, InstantSource clock) {
        return new Signing(queue, keys, new DkimSigner(clock), clock);
    }

    @Bean
    Connections outboundConnections(SmtpProperties smtp, SslBundles bundles, Watchdog watchdog, InstantSource clock)
            throws NoSuchAlgorithmException {
        var trust = smtp.outbound().tlsTrust();
        var context = trust == null || trust.isEmpty()
                ? SSLContext.getDefault()
                : bundles.getBundle(trust).createSslContext();
        var client = new Client(smtp.hostName(), smtp.outbound().timeouts(), ClientTls.trusting(context), watchdog);
        return new Connections(client, smtp.outbound(), clock);
    }

    @Bean
    Destinations outboundDestinations(SmtpProperties smtp, InstantSource clock) {
        var outbound = smtp.outbound();
        return new Destinations(clock, outbound, outbound.connections(), outbound.rate());
    }

    @Bean
    Destinations outboundSources(SmtpProperties smtp, InstantSource clock) {
        var outbound = smtp.outbound();
        return new Destinations(clock, outbound, outbound.sourceConnections(), outbound.sourceRate());
    }

    @Bean
    Held outboundHeld(
            OutboundQueueApi queue, Destinations outboundDestinations, SmtpProperties smtp, InstantSource clock) {
        return new Held(queue, outboundDestinations, clock, smtp.outbound().lease());
    }

    @Bean
    OutboundMeters outboundMeters(MeterRegistry registry, Held held, Connections connections) {
        return new OutboundMeters(registry, held, connections);
    }

    @Bean
    Sending outboundSending(
            SmtpProperties smtp,
            Held held,
            OutboundMeters meters,
            Destinations outboundDestinations,
            Destinations outboundSources,
            Connections connections,
            InstantSource clock) {
        return new Sending(
                held,
                outboundDestinations,
                outboundSources,
                new Transactions(connections, clock),
                meters,
                smtp.outbound(),
                clock);
    }

    @Bean
    Noticing outboundNoticing(SmtpProperties smtp, OutboundMeters meters, InstantSource clock) {
        var notices = new Notices(smtp.hostName(), clock, new SecureRandom());
        return new Noticing(notices, meters, smtp.outbound().returned().toBytes());
    }

    @Bean
    Settling outboundSettling(OutboundQueueApi queue) {
        return new Settling(queue);
    }

    @Bean
    Leases outboundLeases(
            SmtpProperties smtp,
            OutboundQueueApi queue,
            Held held,
            Destinations outboundDestinations,
            Destinations outboundSources,
            Connections connections,
            InstantSource clock) {
        var owner = smtp.hostName() + "/" + UUID.randomUUID();
        return new Leases(
                queue,
                held,
                outboundDestinations,
                outboundSources,
                connections,
                smtp.outbound(),
                clock,
                owner.substring(Math.max(0, owner.length() - LONGEST_OWNER)));
    }
}
