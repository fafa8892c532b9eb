package org.valija.mailbox.account;

import org.springframework.web.bind.annotation.RestController;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.delivery.RecipientsApi;
import org.valija.mailbox.api.delivery.ResolvedRecipient;

@RestController
class RecipientsController implements RecipientsApi {

    private final Recipients recipients;

    RecipientsController(Recipients recipients) {
        this.recipients = recipients;
    }

    @Override
    public ResolvedRecipient resolve(String address, long size) {
        return resolved(recipients.resolve(address, size(size)));
    }

    static long size(long size) {
        if (size < 0) {
            throw new MailboxException.Invalid("size", "a size is 0, if unknown, or more");
        }
        return size;
    }

    static ResolvedRecipient resolved(Recipient recipient) {
        return switch (recipient) {
            case Recipient.Local local -> new ResolvedRecipient(local.address(), true);
            case Recipient.Remote remote -> new ResolvedRecipient(remote.address(), false);
            case Recipient.Refused refused -> throw refused.refusal();
        };
    }
}
