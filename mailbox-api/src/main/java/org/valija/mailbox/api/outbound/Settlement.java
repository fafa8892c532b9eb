package org.valija.mailbox.api.outbound;

import java.util.List;

/**
 * What came of leases. The content of each notice follows as one byte string, in this order.
 *
 * @param outcomes at least one, 10,000 recipients together at most
 * @param notices for the senders of these messages; of a message with the null reverse-path none is accepted
 */
public record Settlement(List<LeaseOutcome> outcomes, List<OutboundNotice> notices) {}
