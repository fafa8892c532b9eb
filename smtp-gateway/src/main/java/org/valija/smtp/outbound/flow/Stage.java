package org.valija.smtp.outbound.flow;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.outbound.LeaseOutcome;
import org.valija.mailbox.api.outbound.LeasedRecipient;
import org.valija.mailbox.api.outbound.OutboundLease;
import org.valija.mailbox.api.outbound.OutboundNotice;
import org.valija.smtp.outbound.dialogue.Answer;
import org.valija.smtp.outbound.message.QueuedMessage;
import org.valija.smtp.outbound.route.Route;

/** How far a message has come. */
sealed interface Stage {

    OutboundLease lease();

    /** It is ours for now. */
    record Leased(OutboundLease lease) implements Stage {}

    /** It is known where it goes. */
    record Routed(OutboundLease lease, Route route) implements Stage {}

    /**
     * It can be sent.
     *
     * @param signature DKIM-Signature fields to put in front; may be empty
     */
    record Signed(OutboundLease lease, Route route, QueuedMessage message, String signature) implements Stage {}

    /**
     * It was tried.
     *
     * @param attempts one for each recipient
     */
    record Sent(OutboundLease lease, QueuedMessage message, List<Attempt> attempts) implements Stage {}

    /**
     * It is known what to write down.
     *
     * @param notices for the sender
     */
    record Concluded(OutboundLease lease, LeaseOutcome outcome, List<Notice> notices) implements Stage {}

    /**
     * What came of one recipient.
     *
     * @param host server that was asked; null if none was
     * @param address of the server; null if it was not reached
     * @param tls version and cipher suite; null if nothing was encrypted
     * @param sendsNotices whether the server tells the sender itself what comes of it
     */
    record Attempt(
            LeasedRecipient recipient,
            Answer answer,
            Instant at,
            @Nullable String host,
            @Nullable String address,
            @Nullable String tls,
            boolean sendsNotices) {}

    /** A message to the sender. @param content nobody may change it */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares two
    record Notice(OutboundNotice what, byte[] content) {}
}
