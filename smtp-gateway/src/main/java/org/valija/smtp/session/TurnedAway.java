package org.valija.smtp.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Locale;
import org.valija.line.LineConnection;
import org.valija.line.Refusal;
import org.valija.line.TlsMode;
import org.valija.line.TraceId;
import org.valija.mailbox.api.client.RejectionReporter;
import org.valija.mailbox.api.event.EventData.MessageRejected;
import org.valija.mailbox.api.event.EventData.RejectionStage;
import org.valija.smtp.judge.Network;
import org.valija.smtp.settings.Policy;
import org.valija.smtp.settings.Role;

/**
 * Reports clients that are turned away before the greeting, so that somebody can say why no mail comes from there. A flood
 * of connections must not become one of events: a network is told of once a minute for each reason, and so many networks
 * together at most. The meter {@code line.connections.refused} counts all of them. Thread-safe.
 */
final class TurnedAway {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int NETWORKS = 100;
    private static final int REMEMBERED = 10_000;

    private final RejectionReporter reporter;
    private final Cache<Told, Told> told = Caffeine.newBuilder()
            .expireAfterWrite(MINUTE)
            .maximumSize(REMEMBERED)
            .build();
    private final Bucket events = Bucket.builder()
            .addLimit(limit -> limit.capacity(NETWORKS).refillGreedy(NETWORKS, MINUTE))
            .build();

    TurnedAway(RejectionReporter reporter) {
        this.reporter = reporter;
    }

    private record Told(String network, Refusal refusal) {}

    /** @param reply that the client hears, unless it would have to be encrypted for that */
    void report(LineConnection connection, Refusal refusal, String reply, Policy policy) {
        var client = connection.client().getAddress();
        if (!isNews(client, refusal) || !events.tryConsume(1)) {
            return;
        }
        reporter.report(new MessageRejected(
                null,
                RejectionStage.CONNECTION,
                policy.role() == Role.LMTP ? "LMTP" : "SMTP",
                client.getHostAddress(),
                null,
                null,
                null,
                policy.tls() == TlsMode.IMPLICIT ? "" : reply,
                reason(refusal),
                TraceId.current()));
    }

    private boolean isNews(InetAddress client, Refusal refusal) {
        var now = new Told(Network.of(client), refusal);
        return told.asMap().putIfAbsent(now, now) == null;
    }

    /** Once published, a word stays. */
    private static String reason(Refusal refusal) {
        return refusal.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
