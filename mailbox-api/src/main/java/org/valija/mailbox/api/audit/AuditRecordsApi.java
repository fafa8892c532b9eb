package org.valija.mailbox.api.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.valija.mailbox.api.Page;

/** What administrators changed. For administrators; those of a domain see what was done in it. */
@HttpExchange("/v1/audit-records")
public interface AuditRecordsApi {

    /**
     * Lists what was changed, the latest first.
     *
     * @param actor only what this one did: {@code admin}, {@code key:7}
     * @param resource only this resource, and what is below it
     * @param domain only what belongs to this domain
     * @param from only from this moment on
     * @param to only before this moment
     * @param cursor {@link Page#next} of the page before; null for the first page
     * @param limit 1 to 1,000; 100 if null
     */
    @GetExchange
    Page<AuditRecord> list(
            @RequestParam(required = false) @Nullable String actor,
            @RequestParam(required = false) @Nullable String resource,
            @RequestParam(required = false) @Nullable String domain,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit);
}
