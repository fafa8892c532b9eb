package org.valija.mailbox.api.outbound;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a gateway can send now.
 *
 * @param owner names the gateway, for people to read; 1 to 64 characters
 * @param count leases at most; 1 to 1,000
 * @param perDestination leases at most for one destination; 1 to 1,000
 * @param leaseSeconds after which what has not been settled or renewed goes to another gateway; 10 to 3,600
 * @param waitSeconds how long to wait for something to send if there is nothing; 0 to 30
 * @param except destinations that this gateway wants nothing for now, at most 10,000
 * @param confirms true if it writes notices of success for what is in mailboxes here ({@link LeasedRecipient.Order#CONFIRM});
 *     if false or null, it gets none to write
 * @param contentUpTo octets of messages whose content is to come with the lease, as far as all of them are a few MiB; at most
 *     65,536; null for none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LeaseRequest(
        String owner,
        int count,
        int perDestination,
        int leaseSeconds,
        int waitSeconds,
        Set<String> except,
        @Nullable Boolean confirms,
        @Nullable Integer contentUpTo) {}
