package org.valija.mailbox.event;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.event.EventData.MessageRejected;
import org.valija.mailbox.api.event.Rejections;
import org.valija.mailbox.api.event.RejectionsApi;
import org.valija.mailbox.transaction.Transactions;

/** Refusals of protocol services, which become events. */
@RestController
final class RejectionsController implements RejectionsApi {

    private static final int MOST = 1000;
    /** Of a word, a name or an address; RFC 5321, 4.5.3.1.3 allows 256 octets for a path. */
    private static final int LONGEST_NAME = 320;
    /** Several lines of RFC 5321, 4.5.3.1.5. */
    private static final int LONGEST_REPLY = 2048;

    private final Transactions transactions;
    private final EventLog events;

    RejectionsController(Transactions transactions, EventLog events) {
        this.transactions = transactions;
        this.events = events;
    }

    @Override
    @ResponseStatus(HttpStatus.NO_CONTENT)
    public void report(Rejections report) {
        var rejections = report.rejections();
        if (rejections.isEmpty() || rejections.size() > MOST) {
            throw new MailboxException.Invalid("rejections", "1 to " + MOST + " rejections");
        }
        var fit = rejections.stream().map(RejectionsController::fit).toList();
        transactions.run(() -> events.append(fit));
    }

    private static MessageRejected fit(MessageRejected it) {
        return new MessageRejected(
                it.account(),
                it.stage(),
                cut(it.protocol(), LONGEST_NAME),
                cutName(it.clientAddress()),
                cutName(it.helo()),
                cutName(it.reversePath()),
                cutName(it.recipient()),
                cut(it.reply(), LONGEST_REPLY),
                cut(it.reason(), LONGEST_NAME),
                cut(it.traceId(), LONGEST_NAME));
    }

    private static @Nullable String cutName(@Nullable String text) {
        return text == null ? null : cut(text, LONGEST_NAME);
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most) + "…";
    }
}
