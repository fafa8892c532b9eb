package org.valija.mailbox.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;
import org.valija.mailbox.api.Page;
import org.valija.mailbox.api.audit.AuditRecord;
import org.valija.mailbox.api.audit.AuditRecordsApi;
import org.valija.mailbox.web.Cursor;

@RestController
class AuditRecordsController implements AuditRecordsApi {

    private final AuditRecords records;

    AuditRecordsController(AuditRecords records) {
        this.records = records;
    }

    @Override
    public Page<AuditRecord> list(
            @Nullable String actor,
            @Nullable String resource,
            @Nullable String domain,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable String cursor,
            @Nullable Integer limit) {
        return records.list(
                new AuditFilter(actor, resource, domain, from, to), Cursor.key(cursor), Cursor.limit(limit));
    }
}
