package org.valija.mailbox.account;

import org.springframework.web.bind.annotation.RestController;
import org.valija.mailbox.account.Recipients.Asked;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.ProblemType;
import org.valija.mailbox.api.delivery.RecipientBatch;
import org.valija.mailbox.api.delivery.RecipientBatchReport;
import org.valija.mailbox.api.delivery.RecipientBatchesApi;

@RestController
class RecipientBatchesController implements RecipientBatchesApi {

    private static final int MOST_RECIPIENTS = 1000;

    private final Recipients recipients;

    RecipientBatchesController(Recipients recipients) {
        this.recipients = recipients;
    }

    @Override
    public RecipientBatchReport resolve(RecipientBatch batch) {
        if (batch.recipients().isEmpty() || batch.recipients().size() > MOST_RECIPIENTS) {
            throw new MailboxException.Invalid("recipients", "1 to " + MOST_RECIPIENTS + " recipients");
        }
        var asked = batch.recipients().stream()
                .map(item -> new Asked(item.address(), RecipientsController.size(item.size())))
                .toList();
        return new RecipientBatchReport(recipients.resolve(asked).stream()
                .map(RecipientBatchesController::item)
                .toList());
    }

    private static RecipientBatchReport.Item item(Recipient recipient) {
        try {
            return new RecipientBatchReport.Item(RecipientsController.resolved(recipient), null);
        } catch (MailboxException refusal) {
            return new RecipientBatchReport.Item(null, ProblemType.toProblem(refusal));
        }
    }
}
