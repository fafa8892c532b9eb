package org.valija.mailbox.relay;

import java.io.EOFException;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.outbound.LeaseIds;
import org.valija.mailbox.api.outbound.LeaseRenewal;
import org.valija.mailbox.api.outbound.LeaseRequest;
import org.valija.mailbox.api.outbound.OutboundLease;
import org.valija.mailbox.api.outbound.OutboundQueueApi;
import org.valija.mailbox.api.stream.CborSequence;
import org.valija.mailbox.content.RangedContent;
import tools.jackson.core.JacksonException;

/** {@code /v1/outbound-queue}: what gateways ask for, and tell. */
@RestController
final class OutboundQueueController implements OutboundQueueApi {

    private static final int MOST = 1000;
    private static final int MOST_EXCEPTIONS = 10_000;
    private static final int LONGEST_OWNER = 64;
    private static final int SHORTEST_LEASE = 10;
    private static final int LONGEST_LEASE = 3600;
    private static final int LONGEST_WAIT = 30;
    private static final int LARGEST_CONTENT = 64 * 1024;

    private final Leasing leasing;
    private final Settling settling;
    private final LeasedContent messages;
    private final RangedContent contents;

    OutboundQueueController(Leasing leasing, Settling settling, LeasedContent messages, RangedContent contents) {
        this.leasing = leasing;
        this.settling = settling;
        this.messages = messages;
        this.contents = contents;
    }

    @Override
    public List<OutboundLease> lease(LeaseRequest request) {
        if (request.owner().isBlank() || request.owner().length() > LONGEST_OWNER) {
            throw new MailboxException.Invalid("owner", "1 to " + LONGEST_OWNER + " characters");
        }
        within("count", request.count(), 1, MOST);
        within("perDestination", request.perDestination(), 1, MOST);
        within("leaseSeconds", request.leaseSeconds(), SHORTEST_LEASE, LONGEST_LEASE);
        if (request.contentUpTo() != null) {
            within("contentUpTo", request.contentUpTo(), 0, LARGEST_CONTENT);
        }
        within("waitSeconds", request.waitSeconds(), 0, LONGEST_WAIT);
        if (request.except().size() > MOST_EXCEPTIONS) {
            throw new MailboxException.Invalid("except", "at most " + MOST_EXCEPTIONS + " destinations");
        }
        try {
            var leases = leasing.lease(request);
            return request.contentUpTo() == null ? leases : messages.with(leases, request.contentUpTo());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new MailboxException.Unavailable("the service stops");
        }
    }

    @Override
    public LeaseIds renew(LeaseRenewal renewal) {
        within("leaseSeconds", renewal.leaseSeconds(), SHORTEST_LEASE, LONGEST_LEASE);
        return new LeaseIds(leasing.renew(some(renewal.leases()), Duration.ofSeconds(renewal.leaseSeconds())));
    }

    @Override
    @ResponseStatus(HttpStatus.NO_CONTENT)
    public void release(LeaseIds leases) {
        leasing.release(some(leases.leases()));
    }

    private static List<UUID> some(List<UUID> leases) {
        within("leases", leases.size(), 1, MOST);
        return leases;
    }

    private static void within(String field, int value, int least, int most) {
        if (value < least || value > most) {
            throw new MailboxException.Invalid(field, least + " to " + most);
        }
    }

    @Override
    public ResponseEntity<InputStreamResource> content(long message, @Nullable String range) {
        return contents.read(messages.hash(message), range);
    }

    @Override
    public LeaseIds settle(CborSequence settlement) {
        try (var in = settlement.reader()) {
            return new LeaseIds(settling.settle(in));
        } catch (EOFException | StreamCorruptedException | JacksonException e) {
            throw new MailboxException.Invalid(null, "not a settlement and its notices: " + e.getMessage());
        } catch (IOException _) {
            throw new MailboxException.Invalid(null, "the request broke off");
        }
    }
}
