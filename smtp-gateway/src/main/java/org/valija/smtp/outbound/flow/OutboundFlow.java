package org.valija.smtp.outbound.flow;

import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.integration.config.EnableIntegration;
import org.springframework.integration.dsl.IntegrationFlow;
import org.springframework.messaging.MessagingException;
import org.valija.smtp.outbound.destination.LeftAloneException;

/**
 * The way of a message to other servers: leased from the queue, routed, signed, sent, and written down. Each has a virtual
 * thread of its own, so that every step simply blocks.
 */
@Configuration(proxyBeanMethods = false)
@EnableIntegration
@ConditionalOnBooleanProperty(name = "smtp.outbound.enabled", matchIfMissing = true)
class OutboundFlow {

    private static final Logger LOG = LoggerFactory.getLogger(OutboundFlow.class);
    private static final String FAILURES = "outbound.failures";

    @Bean
    IntegrationFlow outbound(
            Leases leases,
            Held held,
            ExecutorService outboundThreads,
            Routing routing,
            Signing signing,
            Sending sending,
            Noticing noticing,
            Settling settling) {
        return IntegrationFlow.from(leases)
                .enrichHeaders(headers -> headers.errorChannel(FAILURES))
                .channel(channel -> channel.executor(outboundThreads))
                .transform(Stage.Leased.class, routing::route)
                .transform(Stage.Routed.class, signing::sign)
                .transform(Stage.Signed.class, sending::send)
                .transform(Stage.Sent.class, noticing::conclude)
                .handle(Stage.Concluded.class, (concluded, _) -> {
                    settling.settle(concluded);
                    held.done(concluded.lease());
                    return null;
                })
                .get();
    }

    /** Whatever stops a message on its way, it has not been sent: somebody else may try it, or we later. */
    @Bean
    IntegrationFlow outboundFailures(Held held) {
        return IntegrationFlow.from(FAILURES)
                .handle(MessagingException.class, (failure, _) -> {
                    if (failure.getFailedMessage() != null
                            && failure.getFailedMessage().getPayload() instanceof Stage stage) {
                        log(stage, failure);
                        held.giveBack(stage.lease());
                    }
                    return null;
                })
                .get();
    }

    @Bean
    @DependsOn({"outbound", "outboundFailures"})
    OrderlyStop outboundStop(Leases leases) {
        return new OrderlyStop(leases);
    }

    private static void log(Stage stage, MessagingException failure) {
        var cause = failure.getMostSpecificCause();
        if (cause instanceof LeftAloneException) {
            LOG.debug(
                    "Message {} is not sent to {} now",
                    stage.lease().message(),
                    stage.lease().destination());
        } else {
            LOG.warn("Message {} goes back to the queue", stage.lease().message(), cause);
        }
    }
}
