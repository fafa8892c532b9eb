package org.valija.mailbox.delivery;

import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.delivery.Envelope;
import org.valija.mailbox.content.Ingested;
import org.valija.mailbox.delivery.Delivery.Origin;

/** Sends notices to those whose mail they are about, here or elsewhere: RFC 3464. */
@Component
public final class NoticeDelivery {

    private static final Logger LOG = LoggerFactory.getLogger(NoticeDelivery.class);

    private final DeliveryWriter writer;

    NoticeDelivery(DeliveryWriter writer) {
        this.writer = writer;
    }

    /**
     * A notice.
     *
     * @param recipient the reverse-path of the message that it is about
     * @param traceId of that message
     * @param domain of ours that it is sent for
     */
    public record Notice(Ingested content, String recipient, String traceId, String domain) {}

    /**
     * Delivers or queues notices in the transaction of the caller. They come from the null reverse-path, so that none answers
     * another; one that can't be delivered is lost, as RFC 5321, 6.1 wants it.
     */
    public void deliver(List<Notice> notices, Instant now) {
        if (notices.isEmpty()) {
            return;
        }
        var group = notices.stream().map(notice -> delivery(notice, now)).toList();
        for (var report : writer.write(group)) {
            for (var recipient : report.recipients()) {
                if (recipient.refusal() != null) {
                    LOG.info(
                            "A notice for {} can't be delivered: {}",
                            recipient.recipient(),
                            recipient.refusal().detail());
                }
            }
        }
    }

    private static Delivery delivery(Notice notice, Instant now) {
        var envelope = new Envelope("", List.of(notice.recipient()), "INTERNAL", null, null, notice.traceId());
        return new Delivery(envelope, notice.content(), now, new Origin(null, notice.domain()));
    }
}
