package org.valija.mailbox.delivery;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StreamCorruptedException;
import java.time.Clock;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.InputStreamResource;
import org.springframework.web.bind.annotation.RestController;
import org.valija.mailbox.account.Submitters;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.client.TraceParent;
import org.valija.mailbox.api.delivery.DeliveriesApi;
import org.valija.mailbox.api.delivery.DeliveryReport;
import org.valija.mailbox.api.delivery.Envelope;
import org.valija.mailbox.api.delivery.Verdict;
import org.valija.mailbox.api.stream.CborSequence;
import org.valija.mailbox.content.Ingest;
import org.valija.mailbox.content.Uploads;
import org.valija.mailbox.delivery.Delivery.Origin;
import tools.jackson.core.JacksonException;

/** {@code /v1/deliveries}: takes a message in, and answers when it is committed. */
@RestController
final class DeliveriesController implements DeliveriesApi {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveriesController.class);
    private static final int MOST_RECIPIENTS = 10_000;
    private static final int LONGEST_OPTION = 500;
    private static final Pattern TRACE_ID = Pattern.compile("[!-~]{1,64}");
    /** {@code result}: RFC 8601, 2.2 */
    private static final Pattern RESULT = Pattern.compile("[a-z]{1,32}");

    private final Ingest ingest;
    private final Uploads uploads;
    private final GroupCommit commits;
    private final Submitters submitters;
    private final Clock clock;

    DeliveriesController(Ingest ingest, Uploads uploads, GroupCommit commits, Submitters submitters, Clock clock) {
        this.ingest = ingest;
        this.uploads = uploads;
        this.commits = commits;
        this.submitters = submitters;
        this.clock = clock;
    }

    @Override
    public DeliveryReport deliver(CborSequence message) {
        try (var in = message.reader()) {
            var envelope = in.require(Envelope.class);
            return deliver(envelope, in.content());
        } catch (EOFException | StreamCorruptedException | JacksonException e) {
            throw new MailboxException.Invalid(null, "not an envelope and content: " + e.getMessage());
        } catch (IOException _) {
            throw new MailboxException.Invalid(null, "the request broke off");
        }
    }

    @Override
    public DeliveryReport deliver(String from, List<String> to, InputStreamResource content) {
        var envelope = new Envelope(from, to, "HTTP", null, null, TraceParent.traceId());
        try (var in = content.getInputStream()) {
            return deliver(envelope, in);
        } catch (IOException _) {
            throw new MailboxException.Invalid(null, "the request broke off");
        }
    }

    private DeliveryReport deliver(Envelope envelope, InputStream content) {
        check(envelope);
        var origin = origin(envelope);
        var ingested = ingest.read(content);
        try {
            var report = commits.deliver(new Delivery(envelope, ingested, clock.instant(), origin));
            LOG.debug("from <{}>, {} octets: {}", envelope.reversePath(), ingested.size(), report.recipients());
            return report;
        } finally {
            uploads.discard(ingested);
        }
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
