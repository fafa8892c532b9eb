package org.valija.smtp.outbound.flow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.valija.mailbox.api.delivery.RecipientOptions;
import org.valija.mailbox.api.outbound.LeaseOutcome;
import org.valija.mailbox.api.outbound.LeasedRecipient.OnDeferral;
import org.valija.mailbox.api.outbound.LeasedRecipient.Order;
import org.valija.mailbox.api.outbound.OutboundLease;
import org.valija.mailbox.api.outbound.OutboundNotice;
import org.valija.mailbox.api.outbound.OutboundNotice.Kind;
import org.valija.mailbox.api.outbound.RecipientOutcome;
import org.valija.mailbox.api.outbound.RecipientOutcome.Result;
import org.valija.smtp.outbound.dialogue.ServerReply;
import org.valija.smtp.outbound.flow.Stage.Attempt;
import org.valija.smtp.outbound.message.QueuedMessage;
import org.valija.smtp.outbound.notice.Notices;
import org.valija.smtp.outbound.notice.ReportedRecipient;
import org.valija.smtp.outbound.notice.Returned;

/** Says what came of each recipient, and writes what the sender is to be told. */
final class Noticing {

    /** As if the sender had asked for these: RFC 3461, 5.2.1. */
    private static final Set<RecipientOptions.Notice> USUAL =
            Set.of(RecipientOptions.Notice.FAILURE, RecipientOptions.Notice.DELAY);

    private final Notices notices;
    private final OutboundMeters meters;
    private final long largestReturned;

    /** @param largestReturned octets of a message that comes back whole */
    Noticing(Notices notices, OutboundMeters meters, long largestReturned) {
        this.notices = notices;
        this.meters = meters;
        this.largestReturned = largestReturned;
    }

    Stage.Concluded conclude(Stage.Sent sent) {
        var lease = sent.lease();
        var outcomes = sent.attempts().stream().map(Noticing::outcome).toList();
        sent.attempts().stream()
                .filter(attempt -> attempt.recipient().order() != Order.CONFIRM)
                .forEach(attempt -> meters.attempted(result(attempt)));
        var reported = new EnumMap<Kind, List<ReportedRecipient>>(Kind.class);
        // Never a notice about a notice: RFC 3461, 6.1
        if (!lease.reversePath().isEmpty()) {
            for (var attempt : sent.attempts()) {
                kind(lease, attempt)
                        .ifPresent(kind -> reported.computeIfAbsent(kind, _ -> new ArrayList<>())
                                .add(reported(lease, attempt)));
            }
        }
        return new Stage.Concluded(lease, new LeaseOutcome(lease.id(), outcomes), written(sent, reported));
    }

    private static RecipientOutcome outcome(Attempt attempt) {
        return new RecipientOutcome(
                attempt.recipient().address(),
                result(attempt),
                attempt.at(),
                attempt.host(),
                attempt.address(),
                attempt.tls(),
                attempt.answer().status(),
                attempt.answer().text());
    }

    private static Result result(Attempt attempt) {
        if (attempt.answer().isSuccess()) {
            return Result.DELIVERED;
        }
        if (!attempt.answer().isTransient()) {
            return Result.FAILED;
        }
        return attempt.recipient().onDeferral() == OnDeferral.EXPIRE ? Result.EXPIRED : Result.DEFERRED;
    }

    /** What the sender is told, as far as it wants to know: RFC 3461, 5.2. */
    private static Optional<Kind> kind(OutboundLease lease, Attempt attempt) {
        var asked = Sending.options(lease, attempt.recipient()).notices();
        var wanted = asked.isEmpty() ? USUAL : asked;
        return switch (result(attempt)) {
            case FAILED, EXPIRED ->
                wanted.contains(RecipientOptions.Notice.FAILURE) ? Optional.of(Kind.FAILED) : Optional.empty();
            case DEFERRED ->
                attempt.recipient().onDeferral() == OnDeferral.DELAYED && wanted.contains(RecipientOptions.Notice.DELAY)
                        ? Optional.of(Kind.DELAYED)
                        : Optional.empty();
            case DELIVERED -> wanted.contains(RecipientOptions.Notice.SUCCESS) ? success(attempt) : Optional.empty();
        };
    }

    private static Optional<Kind> success(Attempt attempt) {
        var confirmation = attempt.recipient().confirmation();
        if (confirmation != null) {
            return Optional.of(confirmation);
        }
        return attempt.sendsNotices() ? Optional.empty() : Optional.of(Kind.RELAYED);
    }

    private static ReportedRecipient reported(OutboundLease lease, Attempt attempt) {
        return new ReportedRecipient(
                attempt.recipient().address(),
                Sending.options(lease, attempt.recipient()).originalRecipient(),
                result(attempt) == Result.EXPIRED ? "4.4.7" : attempt.answer().status(),
                attempt.answer().text(),
                attempt.answer() instanceof ServerReply,
                attempt.host(),
                attempt.at());
    }

    private List<Stage.Notice> written(Stage.Sent sent, Map<Kind, List<ReportedRecipient>> reported) {
        var written = new ArrayList<Stage.Notice>();
        var lease = sent.lease();
        reported.forEach((kind, recipients) -> {
            var returned = returned(
                    sent.message(),
                    kind == Kind.FAILED && Boolean.TRUE.equals(lease.options().returnFull()));
            var about = new Notices.About(
                    lease.reversePath(),
                    lease.options().utf8(),
                    lease.options().envelopeId(),
                    lease.queuedAt(),
                    returned);
            written.add(new Stage.Notice(new OutboundNotice(lease.id(), kind), notices.write(kind, about, recipients)));
        });
        return written;
    }

    /** The whole message only of a failure, if it is asked for (RFC 3461, 4.3), not too large and in lines. */
    private Returned returned(QueuedMessage message, boolean full) {
        var header = message.header();
        var messageId = header.named("message-id").stream()
                .map(header::body)
                .filter(id -> id.matches("<[^\\p{Cntrl} <>]{1,200}>"))
                .findFirst()
                .orElse(null);
        try {
            var whole = full && !message.format().binary() ? message.upTo(largestReturned) : null;
            return whole == null
                    ? new Returned(message.headerOctets(), false, messageId)
                    : new Returned(whole, true, messageId);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
