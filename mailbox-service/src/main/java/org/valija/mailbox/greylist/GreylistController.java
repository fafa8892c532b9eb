package org.valija.mailbox.greylist;

import org.springframework.web.bind.annotation.RestController;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.greylist.GreylistAnswer;
import org.valija.mailbox.api.greylist.GreylistApi;
import org.valija.mailbox.api.greylist.GreylistAttempt;

/** {@code /v1/greylist}. */
@RestController
final class GreylistController implements GreylistApi {

    private final Greylist greylist;

    GreylistController(Greylist greylist) {
        this.greylist = greylist;
    }

    @Override
    public GreylistAnswer attempt(GreylistAttempt attempt) {
        if (attempt.delay().isNegative()) {
            throw new MailboxException.Invalid("delay", "not negative");
        }
        return greylist.attempt(attempt);
    }
}
