package org.valija.smtp.outbound.flow;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.InputStreamResource;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.dkim.SigningKey;
import org.valija.mailbox.api.dkim.SigningKeysApi;
import org.valija.mailbox.api.outbound.OutboundLease;
import org.valija.mailbox.api.outbound.OutboundQueueApi;
import org.valija.smtp.outbound.dkim.DkimSigner;
import org.valija.smtp.outbound.message.Authors;
import org.valija.smtp.outbound.message.QueuedMessage;
import org.valija.smtp.outbound.route.Route;

/** Reads a message once, and signs it for the domain of its author. */
final class Signing {

    private static final Logger LOG = LoggerFactory.getLogger(Signing.class);

    /** A new key is in use so soon, and a key that is taken back no longer. */
    private static final Duration REMEMBERED = Duration.ofMinutes(1);

    private static final int MOST_DOMAINS = 10_000;

    private final OutboundQueueApi queue;
    private final SigningKeysApi keys;
    private final DkimSigner signer;
    private final InstantSource clock;
    private final ConcurrentMap<String, Known> known = new ConcurrentHashMap<>();

    /** @param at when it was asked for */
    private record Known(List<SigningKey> keys, Instant at) {}

    Signing(OutboundQueueApi queue, SigningKeysApi keys, DkimSigner signer, InstantSource clock) {
        this.queue = queue;
        this.keys = keys;
        this.signer = signer;
        this.clock = clock;
    }

    Stage.Signed sign(Stage.Routed routed) {
        try {
            var lease = routed.lease();
            var message = QueuedMessage.read(() -> open(lease));
            return new Stage.Signed(lease, routed.route(), message, signature(routed, message));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private InputStream open(OutboundLease lease) throws IOException {
        if (lease.content() != null) {
            return new ByteArrayInputStream(lease.content());
        }
        var content = queue.content(lease.message(), null).getBody();
        if (content == null) {
            throw new MailboxException.Unavailable("no content of message " + lease.message());
        }
        return ((InputStreamResource) content).getInputStream();
    }

    /**
     * What our users submit is signed; not what others sent and an alias forwards: a forged author in our domain would get
     * our signature.
     */
    private String signature(Stage.Routed routed, QueuedMessage message) {
        if (!routed.lease().authenticated() || !(routed.route() instanceof Route.Servers)) {
            return "";
        }
        var domain = Authors.domain(message.header());
        if (domain.isEmpty()) {
            return "";
        }
        try {
            return signer.sign(message.header().raw(), message.bodyHash(), keys(domain.get()));
        } catch (GeneralSecurityException e) {
            LOG.error("A key of {} can't sign; the message goes out without", domain.get(), e);
            return "";
        }
    }

    private List<SigningKey> keys(String domain) {
        var now = clock.instant();
        var remembered = known.get(domain);
        if (remembered != null && remembered.at.plus(REMEMBERED).isAfter(now)) {
            return remembered.keys;
        }
        if (known.size() >= MOST_DOMAINS) {
            known.clear();
        }
        var asked = new Known(keys.of(domain), now);
        known.put(domain, asked);
        return asked.keys;
    }
}
