package org.valija.mailbox.api.outbound;

import java.util.List;
import java.util.UUID;

/**
 * Some leases.
 *
 * @param leases at most 1,000 in a request
 */
public record LeaseIds(List<UUID> leases) {}
