package org.valija.smtp.gather;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.Problem;
import org.valija.mailbox.api.ProblemType;
import org.valija.mailbox.api.delivery.RecipientBatch;
import org.valija.mailbox.api.delivery.RecipientBatchReport;
import org.valija.mailbox.api.delivery.RecipientBatchesApi;
import org.valija.mailbox.api.delivery.RecipientsApi;
import org.valija.mailbox.api.delivery.ResolvedRecipient;

/** Resolves recipients that many sessions name at the same time. */
@Component
public final class GatheredRecipients implements RecipientsApi, AutoCloseable {

    private static final int MOST = 500;

    private final Gathering<RecipientBatch.Item, RecipientBatchReport.Item> gathering;

    public GatheredRecipients(RecipientBatchesApi recipients) {
        gathering = new Gathering<>(
                "recipients",
                MOST,
                Long.MAX_VALUE,
                _ -> 0,
                items -> recipients.resolve(new RecipientBatch(items)).recipients());
    }

    @Override
    public ResolvedRecipient resolve(String address, long size) {
        var answer = gathering.ask(new RecipientBatch.Item(address, size));
        return answered(answer.resolved(), answer.refusal());
    }

    /** One of the two; the refusal is thrown. */
    static <T> T answered(@Nullable T answer, @Nullable Problem refusal) {
        if (refusal != null) {
            throw ProblemType.toException(refusal);
        }
        if (answer == null) {
            throw new IllegalStateException("neither an answer nor a refusal");
        }
        return answer;
    }

    @Override
    public void close() {
        gathering.close();
    }
}
