package org.valija.smtp.outbound.flow;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.MDC;
import org.valija.mailbox.api.delivery.RecipientOptions;
import org.valija.mailbox.api.outbound.LeasedRecipient;
import org.valija.mailbox.api.outbound.OutboundLease;
import org.valija.mailbox.api.outbound.OutboundNotice.Kind;
import org.valija.smtp.outbound.destination.Destination;
import org.valija.smtp.outbound.destination.Destinations;
import org.valija.smtp.outbound.destination.LeftAloneException;
import org.valija.smtp.outbound.dialogue.Answer;
import org.valija.smtp.outbound.dialogue.LocalFailure;
import org.valija.smtp.outbound.dialogue.LocalSuccess;
import org.valija.smtp.outbound.dialogue.OutgoingMail;
import org.valija.smtp.outbound.dialogue.OutgoingMail.Recipient;
import org.valija.smtp.outbound.flow.Stage.Attempt;
import org.valija.smtp.outbound.message.QueuedMessage;
import org.valija.smtp.outbound.route.Route;
import org.valija.smtp.settings.OutboundProperties;

/** Sends a message, when it is the turn of its destination. */
final class Sending {

    private final Held held;
    private final Destinations destinations;
    private final Destinations sources;
    private final Transactions transactions;
    private final OutboundMeters meters;
    private final OutboundProperties settings;
    private final InstantSource clock;

    Sending(
            Held held,
            Destinations destinations,
            Destinations sources,
            Transactions transactions,
            OutboundMeters meters,
            OutboundProperties settings,
            InstantSource clock) {
        this.held = held;
        this.destinations = destinations;
        this.sources = sources;
        this.transactions = transactions;
        this.meters = meters;
        this.settings = settings;
        this.clock = clock;
    }

    Stage.Sent send(Stage.Signed signed) {
        var lease = signed.lease();
        try (var _ = MDC.putCloseable("traceId", lease.traceId())) {
            var attempts = new ArrayList<Attempt>();
            var due = new ArrayList<LeasedRecipient>();
            for (var recipient : lease.recipients()) {
                switch (recipient.order()) {
                    case SEND -> due.add(recipient);
                    case BOUNCE -> attempts.add(givenUp(recipient));
                    case CONFIRM -> attempts.add(taken(recipient));
                }
            }
            switch (signed.route()) {
                case Route.Nobody() -> {}
                case Route.Nowhere(var failure) -> due.forEach(it -> attempts.add(untried(it, failure)));
                case Route.Servers servers -> attempts.addAll(send(signed, servers, due));
            }
            return new Stage.Sent(lease, signed.message(), attempts);
        } catch (LeftAloneException e) {
            throw new LeftAlone(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Carries {@link LeftAloneException} through the flow. */
    static final class LeftAlone extends RuntimeException {

        private static final long serialVersionUID = 1;

        LeftAlone(LeftAloneException cause) {
            super(cause);
        }
    }

    private Attempt givenUp(LeasedRecipient recipient) {
        var reason = recipient.reason() == null ? "An administrator gave the message up" : recipient.reason();
        return untried(recipient, new LocalFailure("5.7.0", reason));
    }

    private Attempt taken(LeasedRecipient recipient) {
        var what = recipient.confirmation() == Kind.EXPANDED ? "It stands for several" : "It is in the mailbox";
        return untried(recipient, new LocalSuccess("2.0.0", what));
    }

    private Attempt untried(LeasedRecipient recipient, Answer answer) {
        return new Attempt(recipient, answer, clock.instant(), null, null, null, false);
    }

    private List<Attempt> send(Stage.Signed signed, Route.Servers route, List<LeasedRecipient> due)
            throws LeftAloneException, IOException {
        var lease = signed.lease();
        var destination = destinations.of(lease.destination());
        var smartHost = lease.smartHost();
        var shared = smartHost == null ? destination : destinations.of(smartHost.host() + ":" + smartHost.port());
        var source = route.servers().getFirst().source();
        var from = sources.of(source == null ? "" : source.getHostAddress());
        try (var _ = shared.turn(() -> held.isOurs(lease));
                var _ = from.turn(() -> held.isOurs(lease))) {
            long began = System.nanoTime();
            var attempts = transact(signed, route, due);
            meters.sending().record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
            learn(shared, attempts);
            return attempts;
        } catch (LeftAloneException e) {
            if (shared.isLeftAlone()) {
                // The queue knows destinations, not smart hosts: else it would offer the same message at once
                destination.leaveAlone();
            }
            throw e;
        }
    }

    private List<Attempt> transact(Stage.Signed signed, Route.Servers route, List<LeasedRecipient> due)
            throws IOException {
        var attempts = new ArrayList<Attempt>();
        for (var group : groups(due)) {
            if (!attempts.isEmpty() && !held.isOurs(signed.lease())) {
                // Another gateway sends to the rest
                break;
            }
            attempts.addAll(transactions.run(route.servers(), mail(signed, group), group));
        }
        return attempts;
    }

    private void learn(Destination destination, List<Attempt> attempts) {
        if (attempts.stream().anyMatch(attempt -> !attempt.answer().isTransient())) {
            destination.works();
        } else if (attempts.stream().anyMatch(Transactions::isOfServer)) {
            destination.leaveAlone();
        } else {
            destination.putOff();
        }
    }

    /** Recipients of one transaction: those that are sent the same octets, and not too many. */
    private List<List<LeasedRecipient>> groups(List<LeasedRecipient> due) {
        var byAlias = due.stream()
                .collect(Collectors.groupingBy(
                        it -> it.deliveredTo() == null ? "" : it.deliveredTo(),
                        LinkedHashMap::new,
                        Collectors.toList()));
        int most = settings.recipients();
        return byAlias.values().stream()
                .flatMap(same -> IntStream.iterate(0, at -> at < same.size(), at -> at + most)
                        .mapToObj(at -> same.subList(at, Math.min(same.size(), at + most))))
                .toList();
    }

    private static OutgoingMail mail(Stage.Signed signed, List<LeasedRecipient> group) {
        var lease = signed.lease();
        var options = lease.options();
        var alias = group.getFirst().deliveredTo();
        var front = ((alias == null ? "" : "Delivered-To: " + alias + "\r\n") + signed.signature())
                .getBytes(StandardCharsets.ISO_8859_1);
        QueuedMessage message = signed.message();
        return new OutgoingMail(
                lease.reversePath(),
                front.length + message.size(),
                message.format(),
                options.requireTls(),
                options.returnFull(),
                options.envelopeId(),
                group.stream().map(it -> recipient(lease, it)).toList(),
                () -> new SequenceInputStream(new ByteArrayInputStream(front), message.open()));
    }

    private static Recipient recipient(OutboundLease lease, LeasedRecipient recipient) {
        var options = options(lease, recipient);
        return new Recipient(
                recipient.address(),
                options.notices().stream().map(Enum::name).collect(Collectors.toSet()),
                options.originalRecipient());
    }

    /** What the sender wants to hear about a recipient. */
    static RecipientOptions options(OutboundLease lease, LeasedRecipient recipient) {
        int at = lease.recipients().indexOf(recipient);
        var options = lease.options().recipients();
        return at < options.size() ? options.get(at) : new RecipientOptions(Set.of(), null);
    }
}
