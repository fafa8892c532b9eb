package org.valija.mailbox.api.delivery;

import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;
import org.valija.mailbox.api.Safe;

/** Asks who many addresses belong to with one call. For protocol services. */
@HttpExchange("/v1/recipient-batches")
public interface RecipientBatchesApi {

    /** Answers for each address alone, as {@link RecipientsApi#resolve} would. */
    @Safe
    @PostExchange
    RecipientBatchReport resolve(@RequestBody RecipientBatch batch);
}
