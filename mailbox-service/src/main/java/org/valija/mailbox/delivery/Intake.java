package org.valija.mailbox.delivery;

import java.io.InputStream;
import java.time.Clock;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.valija.mailbox.account.Submitters;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.delivery.Envelope;
import org.valija.mailbox.api.delivery.Verdict;
import org.valija.mailbox.content.Ingest;
import org.valija.mailbox.content.Uploads;
import org.valija.mailbox.delivery.Delivery.Origin;

/** Takes in what is to be delivered: checks the envelope, and reads the content. */
@Component
final class Intake {

    private static final int MOST_RECIPIENTS = 10_000;
    private static final int LONGEST_OPTION = 500;
    private static final Pattern TRACE_ID = Pattern.compile("[!-~]{1,64}");
    /** {@code result}: RFC 8601, 2.2 */
    private static final Pattern RESULT = Pattern.compile("[a-z]{1,32}");

    private final Ingest ingest;
    private final Uploads uploads;
    private final Submitters submitters;
    private final Clock clock;

    Intake(Ingest ingest, Uploads uploads, Submitters submitters, Clock clock) {
        this.ingest = ingest;
        this.uploads = uploads;
        this.submitters = submitters;
        this.clock = clock;
    }

    /**
     * Reads a message to its end. The caller hands what it gets to {@link #discard} afterwards, whatever became of it.
     *
     * @throws MailboxException if it is not to be delivered; nothing of it is kept
     */
    Delivery read(Envelope envelope, InputStream content) {
        check(envelope);
        var origin = origin(envelope);
        return new Delivery(envelope, ingest.read(content), clock.instant(), origin);
    }

    /** Removes what a delivery left that did not become content, or was there already. */
    void discard(Delivery delivery) {
        uploads.discard(delivery.content());
    }

    private @Nullable Origin origin(Envelope envelope) {
        var account = envelope.submitter();
        return account == null ? null : new Origin(account, submitters.domain(account, envelope.reversePath()));
    }

    private static void check(Envelope envelope) {
        if (envelope.recipients().isEmpty() || envelope.recipients().size() > MOST_RECIPIENTS) {
            throw new MailboxException.Invalid("recipients", "1 to " + MOST_RECIPIENTS + " recipients");
        }
        checkVerdict(envelope.verdict());
        checkOptions(envelope);
        if (!TRACE_ID.matcher(envelope.traceId()).matches()) {
            throw new MailboxException.Invalid("traceId", "a trace id is 1 to 64 visible ASCII characters");
        }
    }

    private static void checkOptions(Envelope envelope) {
        var options = envelope.options();
        if (options == null) {
            return;
        }
        if (options.recipients().size() != envelope.recipients().size()) {
            throw new MailboxException.Invalid("options.recipients", "one for each recipient");
        }
        checkWord("options.envelopeId", options.envelopeId());
        for (var recipient : options.recipients()) {
            checkWord("options.recipients.originalRecipient", recipient.originalRecipient());
        }
    }

    /** As long as RFC 3461, 5.4 lets both be, in characters that stand in a line of a header. */
    private static void checkWord(String field, @Nullable String word) {
        if (word != null && (word.length() > LONGEST_OPTION || word.chars().anyMatch(Character::isISOControl))) {
            throw new MailboxException.Invalid(
                    field, "at most " + LONGEST_OPTION + " characters, none of them a control character");
        }
    }

    private static void checkVerdict(@Nullable Verdict verdict) {
        if (verdict != null) {
            checkResult("verdict.spf", verdict.spf());
            checkResult("verdict.dkim", verdict.dkim());
            checkResult("verdict.dmarc", verdict.dmarc());
        }
    }

    private static void checkResult(String field, @Nullable String word) {
        if (word != null && !RESULT.matcher(word).matches()) {
            throw new MailboxException.Invalid(field, "a result is one word, such as pass");
        }
    }
}
