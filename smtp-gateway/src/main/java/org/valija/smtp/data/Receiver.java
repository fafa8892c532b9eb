package org.valija.smtp.data;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import org.valija.line.DotStuffedInput;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.delivery.DeliveriesApi;
import org.valija.mailbox.api.delivery.DeliveryReport;
import org.valija.mailbox.api.delivery.Envelope;
import org.valija.mailbox.api.stream.CborSequence;
import org.valija.mailbox.api.stream.SequenceWriter;
import org.valija.mailbox.api.stream.SourceException;
import org.valija.smtp.settings.MessageLimits;
import org.valija.smtp.state.MailTransaction;
import org.valija.smtp.state.Recipient;

/**
 * Hands a message to mailbox-service while it arrives. Whatever goes wrong on the way, nothing has been stored, and the
 * message has been read to its end, or else the client must be left.
 */
public final class Receiver {

    /** What is read before mailbox-service is asked. */
    private static final int OPENING = 64 * 1024;

    private final DeliveriesApi deliveries;
    private final MessageLimits limits;
    private final InstantSource clock;

    public Receiver(DeliveriesApi deliveries, MessageLimits limits, InstantSource clock) {
        this.deliveries = deliveries;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * Takes a message from another server: in front of it come its trace fields, and nothing else changes.
     *
     * @return one answer for each recipient of the transaction
     * @throws RefusedContentException if the message itself is refused
     * @throws MailboxException if mailbox-service refuses it, or is away
     * @throws IOException if the client is gone
     */
    public DeliveryReport receive(MailTransaction transaction, Trace trace, DotStuffedInput message)
            throws IOException {
        return deliver(transaction, trace, new MessageContent(message, limits), false);
    }

    /** The same for a message from a user's program, which may have left out Date and Message-ID. */
    public DeliveryReport submit(MailTransaction transaction, Trace trace, DotStuffedInput message) throws IOException {
        return deliver(transaction, trace, new MessageContent(message, limits), true);
    }

    private DeliveryReport deliver(MailTransaction transaction, Trace trace, MessageContent content, boolean submission)
            throws IOException {
        try {
            var opening = content.readOpening(OPENING);
            var now = clock.instant();
            var fields =
                    trace.returnPath() + trace.received(now) + (submission ? trace.missing(content.header(), now) : "");
            var envelope = envelope(transaction, trace);
            var report = deliveries.deliver(CborSequence.of(out -> {
                out.write(envelope);
                write(fields.getBytes(StandardCharsets.US_ASCII), opening, content, out);
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

    private static Envelope envelope(MailTransaction transaction, Trace trace) {
        return new Envelope(
                transaction.reversePath().toString(),
                transaction.recipients().stream().map(Recipient::address).toList(),
                trace.protocol(),
                trace.client().getHostAddress(),
                trace.helo().name().toString(),
                trace.id());
    }

    private static void write(byte[] fields, byte[] opening, MessageContent content, SequenceWriter out)
            throws IOException {
        if (content.atEnd()) {
            var whole = new ByteArrayOutputStream(fields.length + opening.length);
            whole.writeBytes(fields);
            whole.writeBytes(opening);
            out.write(whole.toByteArray());
        } else {
            InputStream begun =
                    new SequenceInputStream(new ByteArrayInputStream(fields), new ByteArrayInputStream(opening));
            out.writeFrom(new SequenceInputStream(begun, content));
        }
    }
}
