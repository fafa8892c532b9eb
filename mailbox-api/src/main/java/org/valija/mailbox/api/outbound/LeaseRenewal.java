package org.valija.mailbox.api.outbound;

import java.util.List;
import java.util.UUID;

/**
 * Leases to keep for longer.
 *
 * @param leases 1 to 1,000
 * @param leaseSeconds from now on; 10 to 3,600
 */
public record LeaseRenewal(List<UUID> leases, int leaseSeconds) {}
