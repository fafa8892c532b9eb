package org.valija.mailbox.api.outbound;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;
import org.springframework.web.service.annotation.PutExchange;
import org.valija.mailbox.api.Page;

/** The domains elsewhere that messages wait for. For administrators of everything. */
@HttpExchange("/v1/outbound-destinations")
public interface OutboundDestinationsApi {

    /**
     * Destinations in the order of their names.
     *
     * @param cursor {@link Page#next} of the page before; null for the first page
     * @param limit 1 to 1,000; 100 if null
     */
    @GetExchange
    Page<OutboundDestination> list(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit);

    /** One destination, whether anything waits for it or not. */
    @GetExchange("/{destination}")
    OutboundDestination get(@PathVariable String destination);

    /** Sends nothing there from now on; what gateways have already, they still send. */
    @PutExchange("/{destination}/pause")
    OutboundDestination pause(@PathVariable String destination, @RequestBody OutboundPause pause);

    /** Sends there again. */
    @DeleteExchange("/{destination}/pause")
    void resume(@PathVariable String destination);

    /** Does something with all that waits for a destination. */
    @PostExchange("/{destination}/orders")
    OutboundOrderReport order(@PathVariable String destination, @RequestBody OutboundOrder order);
}
