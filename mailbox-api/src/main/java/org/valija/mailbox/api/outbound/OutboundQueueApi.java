package org.valija.mailbox.api.outbound;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;
import org.valija.mailbox.api.stream.CborSequence;

/**
 * Hands messages for other servers to the gateways that send them, and hears what came of it. Any number of gateways may
 * ask: what one has leased no other gets before the lease has run out. For protocol services.
 */
@HttpExchange("/v1/outbound-queue")
public interface OutboundQueueApi {

    /**
     * Leases what is due, destinations in turn. Waits for something if nothing is due.
     *
     * @param request what the gateway can send now
     * @return none if nothing became due in time
     */
    @PostExchange("/leases")
    List<OutboundLease> lease(@RequestBody LeaseRequest request);

    /**
     * Keeps leases for longer.
     *
     * @param renewal which, and for how long
     * @return those that are lost, as they ran out and went to another gateway, or an administrator took them back
     */
    @PostExchange("/leases/renewals")
    LeaseIds renew(@RequestBody LeaseRenewal renewal);

    /**
     * Gives leases back with nothing tried, so that another gateway gets them at once. Those that are lost are ignored.
     *
     * @param leases which
     */
    @PostExchange("/leases/releases")
    void release(@RequestBody LeaseIds leases);

    /**
     * Content of a queued message as it was stored, whole or by range (RFC 9110, 14).
     *
     * @param message its id, as a lease tells it
     * @param range {@code bytes=0-1023} and so on, one range; null for all
     * @throws org.valija.mailbox.api.MailboxException.NotFound if there is no such message
     */
    @GetExchange("/messages/{message}/content")
    ResponseEntity<InputStreamResource> content(
            @PathVariable long message, @RequestHeader(name = "Range", required = false) @Nullable String range);

    /**
     * Writes down what came of leases, and sends the notices, in one transaction: committed when this returns. What is told
     * of a lease that is lost counts for nothing, nor do its notices; of a recipient that is settled already, neither.
     *
     * @param settlement one {@link Settlement}, then one byte string for each of its notices: the content
     * @return leases that are lost
     */
    @PostExchange(value = "/settlements", contentType = CborSequence.MEDIA_TYPE)
    LeaseIds settle(@RequestBody CborSequence settlement);
}
