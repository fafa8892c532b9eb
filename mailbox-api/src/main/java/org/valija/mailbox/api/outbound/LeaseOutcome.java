package org.valija.mailbox.api.outbound;

import java.util.List;
import java.util.UUID;

/**
 * What came of one lease.
 *
 * @param recipients that are settled; others of the lease stay leased
 */
public record LeaseOutcome(UUID lease, List<RecipientOutcome> recipients) {}
