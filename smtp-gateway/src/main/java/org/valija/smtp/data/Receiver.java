package org.valija.smtp.data;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.delivery.DeliveriesApi;
import org.valija.mailbox.api.delivery.DeliveryReport;
import org.valija.mailbox.api.delivery.Envelope;
import org.valija.mailbox.api.delivery.Verdict;
import org.valija.mailbox.api.stream.CborSequence;
import org.valija.mailbox.api.stream.SourceException;
import org.valija.smtp.gather.GatheredDeliveries;
import org.valija.smtp.judge.Judge;
import org.valija.smtp.settings.Policy;
import org.valija.smtp.settings.Role;
import org.valija.smtp.state.MailTransaction;
import org.valija.smtp.state.User;

/**
 * Hands a message to mailbox-service, a large one while it arrives. Whatever goes wrong on the way, nothing has been
 * stored, and the message has been read until the client can be answered, or else the client must be left.
 */
public final class Receiver {

    /**
     * What is read before mailbox-service is asked; the header always is. What ends within it shares a call, and a
     * transaction, with others; a larger message costs a call of its own.
     */
    private static final int OPENING = 128 * 1024;

    private final GatheredDeliveries gathered;
    private final DeliveriesApi deliveries;
    private final Judge judge;
    private final InstantSource clock;

    /**
     * @param gathered takes messages that are here as a whole
     * @param deliveries takes what is still arriving
     */
    public Receiver(GatheredDeliveries gathered, DeliveriesApi deliveries, Judge judge, InstantSource clock) {
        this.gathered = gathered;
        this.deliveries = deliveries;
        this.judge = judge;
        this.clock = clock;
    }

    /**
     * Takes a message. In front of it come its trace fields, and what a stranger's was judged to be; nothing else changes,
     * but what a user's program left out or should not have said (see {@link SubmittedHeader}), and what somebody else
     * said in our name (see {@link JudgedMessage}).
     *
     * @return one answer for each recipient of the transaction
     * @throws RefusedContentException if the message itself is refused
     * @throws MailboxException if mailbox-service refuses it, or is away
     * @throws IOException if the client is gone
     */
    public DeliveryReport take(MailTransaction transaction, Trace trace, IncomingMessage message, Policy policy)
            throws IOException {
        var content = new MessageContent(message, transaction.parameters().body(), policy.message());
        try {
            var opening = content.readOpening(OPENING);
            if (transaction.prior().isPresent()) {
                try (var judged = JudgedMessage.of(judge, transaction, trace, opening, content, message.atEnd())) {
                    var fields = traceFields(trace) + judged.fields();
                    return deliver(
                            transaction,
                            trace,
                            new Parts(fields, judged.opening(), judged.rest(), judged.verdict()),
                            policy);
                }
            }
            var parts = transaction.user().isPresent()
                    ? submitted(transaction, trace, opening, content)
                    : new Parts(traceFields(trace), opening, content, null);
            return deliver(transaction, trace, message.atEnd() ? parts.whole() : parts, policy);
        } catch (SourceException e) {
            if (e.source() instanceof RefusedContentException) {
                content.drain();
            }
            throw e.source();
        } catch (RefusedContentException | MailboxException e) {
            content.drain();
            throw e;
        }
    }

    private String traceFields(Trace trace) {
        return trace.returnPath() + trace.received(clock.instant());
    }

    private Parts submitted(MailTransaction transaction, Trace trace, byte[] opening, MessageContent content)
            throws RefusedContentException {
        var header = new SubmittedHeader(Header.of(opening));
        header.requireOwn(transaction.user().orElseThrow());
        var fields = traceFields(trace) + header.missing(trace, clock.instant());
        return new Parts(fields, header.withoutBlindCopies(), content, null);
    }

    private DeliveryReport deliver(MailTransaction transaction, Trace trace, Parts parts, Policy policy) {
        var envelope = envelope(transaction, trace, parts.verdict, policy.role());
        var report =
                parts.rest == null ? gathered.deliver(envelope, parts.begun()) : stream(envelope, parts, parts.rest);
        if (report.recipients().size() != envelope.recipients().size()) {
            throw new MailboxException.Unavailable("mailbox-service left out a recipient");
        }
        return report;
    }

    private DeliveryReport stream(Envelope envelope, Parts parts, InputStream rest) {
        return deliveries.deliver(CborSequence.of(out -> {
            out.write(envelope);
            out.writeFrom(new SequenceInputStream(new ByteArrayInputStream(parts.begun()), rest));
        }));
    }

    /** In SMTP one answer is for all recipients, so that all of them get the message, or none: RFC 5321, 4.2.5. */
    private static Envelope envelope(MailTransaction transaction, Trace trace, @Nullable Verdict verdict, Role role) {
        return new Envelope(
                transaction.reversePath().toString(),
                transaction.addresses(),
                trace.protocol(),
                trace.client().getHostAddress(),
                trace.helo().name().toString(),
                trace.id(),
                SenderOptions.of(transaction),
                verdict,
                role != Role.LMTP,
                transaction.user().map(User::account).orElse(null));
    }

    /**
     * What is handed on, one after the other.
     *
     * @param rest null if there is none
     * @param verdict null if nobody judged it
     */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares two
    private record Parts(
            String fields,
            byte[] opening,
            @Nullable InputStream rest,
            @Nullable Verdict verdict) {

        Parts whole() {
            return new Parts(fields, opening, null, verdict);
        }

        byte[] begun() {
            var begun = new ByteArrayOutputStream(fields.length() + opening.length);
            begun.writeBytes(fields.getBytes(StandardCharsets.UTF_8));
            begun.writeBytes(opening);
            return begun.toByteArray();
        }
    }
}
