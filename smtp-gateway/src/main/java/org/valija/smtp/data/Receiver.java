package org.valija.smtp.data;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.delivery.DeliveriesApi;
import org.valija.mailbox.api.delivery.DeliveryReport;
import org.valija.mailbox.api.delivery.Envelope;
import org.valija.mailbox.api.stream.CborSequence;
import org.valija.mailbox.api.stream.SequenceWriter;
import org.valija.mailbox.api.stream.SourceException;
import org.valija.smtp.settings.Policy;
import org.valija.smtp.settings.Role;
import org.valija.smtp.state.MailTransaction;

/**
 * Hands a message to mailbox-service while it arrives. Whatever goes wrong on the way, nothing has been stored, and the
 * message has been read to its end, or else the client must be left.
 */
public final class Receiver {

    /** What is read before mailbox-service is asked. */
    private static final int OPENING = 64 * 1024;

    private final DeliveriesApi deliveries;
    private final InstantSource clock;

    public Receiver(DeliveriesApi deliveries, InstantSource clock) {
        this.deliveries = deliveries;
        this.clock = clock;
    }

    /**
     * Takes a message. In front of it come its trace fields; nothing else changes, but what a user's program left out or
     * should not have said: see {@link SubmittedHeader}.
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
            var now = clock.instant();
            var fields = trace.returnPath() + trace.received(now);
            if (transaction.user().isPresent()) {
                var header = new SubmittedHeader(Header.of(opening));
                header.requireOwn(transaction.user().get());
                fields += header.missing(trace, now);
                opening = header.withoutBlindCopies();
            }
            var prelude = fields.getBytes(StandardCharsets.UTF_8);
            var begun = opening;
            var envelope = envelope(transaction, trace, policy.role());
            var report = deliveries.deliver(CborSequence.of(out -> {
                out.write(envelope);
                write(prelude, begun, content, message.atEnd(), out);
            }));
            if (report.recipients().size() != envelope.recipients().size()) {
                throw new MailboxException.Unavailable("mailbox-service left out a recipient");
            }
            return report;
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

    /** In SMTP one answer is for all recipients, so that all of them get the message, or none: RFC 5321, 4.2.5. */
    private static Envelope envelope(MailTransaction transaction, Trace trace, Role role) {
        return new Envelope(
                transaction.reversePath().toString(),
                transaction.addresses(),
                trace.protocol(),
                trace.client().getHostAddress(),
                trace.helo().name().toString(),
                trace.id(),
                SenderOptions.of(transaction),
                null,
                role != Role.LMTP);
    }

    private static void write(byte[] fields, byte[] opening, MessageContent content, boolean whole, SequenceWriter out)
            throws IOException {
        if (whole) {
            var message = new ByteArrayOutputStream(fields.length + opening.length);
            message.writeBytes(fields);
            message.writeBytes(opening);
            out.write(message.toByteArray());
        } else {
            InputStream begun =
                    new SequenceInputStream(new ByteArrayInputStream(fields), new ByteArrayInputStream(opening));
            out.writeFrom(new SequenceInputStream(begun, content));
        }
    }
}
