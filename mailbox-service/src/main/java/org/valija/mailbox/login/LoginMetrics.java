package org.valija.mailbox.login;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.ProblemType;
import org.valija.mailbox.api.account.Protocol;

/** What logins come to, in numbers. */
@Component
final class LoginMetrics {

    private final MeterRegistry registry;

    LoginMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Makes an attempt and counts it, whatever comes of it. */
    <T> T count(Protocol protocol, Supplier<T> attempt) {
        try {
            var session = attempt.get();
            count(protocol, "succeeded");
            return session;
        } catch (MailboxException refusal) {
            count(protocol, ProblemType.of(refusal).word());
            throw refusal;
        }
    }

    private void count(Protocol protocol, String outcome) {
        registry.counter("valija.logins", "protocol", protocol.word(), "outcome", outcome)
                .increment();
    }
}
