package org.valija.mailbox.api.event;

import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.valija.mailbox.api.Page;
import tools.jackson.databind.JsonNode;

/** What events there are, and what stands in them. For everybody. */
@HttpExchange("/v1/event-types")
public interface EventTypesApi {

    /** All types of events, on one page. */
    @GetExchange
    Page<EventTypeSummary> list();

    /**
     * The JSON Schema (2020-12) of the data of one type. A later version may have more fields, and never fewer.
     *
     * @throws org.valija.mailbox.api.MailboxException.NotFound if there is no such type
     */
    @GetExchange(url = "/{type}", accept = "application/schema+json")
    JsonNode schema(@PathVariable String type);
}
