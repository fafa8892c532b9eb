package org.valija.smtp.gather;

import java.util.List;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.delivery.DeliveryBatchReport;
import org.valija.mailbox.api.delivery.DeliveryBatchesApi;
import org.valija.mailbox.api.delivery.DeliveryReport;
import org.valija.mailbox.api.delivery.Envelope;
import org.valija.mailbox.api.stream.CborSequence;

/** Delivers messages that many sessions have received at the same time. For small ones: they wait in memory. */
@Component
public final class GatheredDeliveries implements AutoCloseable {

    private static final int MOST = 128;
    private static final long MOST_OCTETS = 1024 * 1024;

    private final DeliveryBatchesApi deliveries;
    private final Gathering<Message, DeliveryBatchReport.Item> gathering;

    public GatheredDeliveries(DeliveryBatchesApi deliveries) {
        this.deliveries = deliveries;
        gathering =
                new Gathering<>("deliveries", MOST, MOST_OCTETS, message -> message.content.length, this::deliverAll);
    }

    @SuppressWarnings("ArrayRecordComponent") // nobody compares two
    private record Message(Envelope envelope, byte[] content) {}

    /**
     * Delivers a message; when this returns, what the report calls delivered is committed.
     *
     * @param content at most 1 MiB
     * @throws MailboxException if nobody got it
     */
    public DeliveryReport deliver(Envelope envelope, byte[] content) {
        var answer = gathering.ask(new Message(envelope, content));
        return GatheredRecipients.answered(answer.report(), answer.refusal());
    }

    private List<DeliveryBatchReport.Item> deliverAll(List<Message> messages) {
        return deliveries
                .deliver(CborSequence.of(out -> {
                    for (var message : messages) {
                        out.write(message.envelope);
                        out.write(message.content);
                    }
                }))
                .messages();
    }

    @Override
    public void close() {
        gathering.close();
    }
}
