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
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.client.TraceParent;
import org.valija.mailbox.api.delivery.DeliveriesApi;
import org.valija.mailbox.api.delivery.DeliveryReport;
import org.valija.mailbox.api.delivery.Envelope;
import org.valija.mailbox.api.delivery.Verdict;
import org.valija.mailbox.api.stream.CborSequence;
import org.valija.mailbox.content.Ingest;
import org.valija.mailbox.content.Uploads;
import tools.jackson.core.JacksonException;

/** {@code /v1/deliveries}: takes a message in, and answers when it is committed. */
@RestController
final class DeliveriesController implements DeliveriesApi {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveriesController.class);
    private static final int MOST_RECIPIENTS = 10_000;
    private static final Pattern TRACE_ID = Pattern.compile("[!-~]{1,64}");
    /** {@code result}: RFC 8601, 2.2 */
    private static final Pattern RESULT = Pattern.compile("[a-z]{1,32}");

    private final Ingest ingest;
    private final Uploads uploads;
    private final GroupCommit commits;
    private final Clock clock;

    DeliveriesController(Ingest ingest, Uploads uploads, GroupCommit commits, Clock clock) {
        this.ingest = ingest;
        this.uploads = uploads;
        this.commits = commits;
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
        var ingested = ingest.read(content);
        try {
            var report = commits.deliver(new Delivery(envelope, ingested, clock.instant()));
            LOG.debug("from <{}>, {} octets: {}", envelope.reversePath(), ingested.size(), report.recipients());
            return report;
        } finally {
            uploads.discard(ingested);
        }
    }

    private static void check(Envelope envelope) {
        if (envelope.recipients().isEmpty() || envelope.recipients().size() > MOST_RECIPIENTS) {
            throw new MailboxException.Invalid("recipients", "1 to " + MOST_RECIPIENTS + " recipients");
        }
        checkVerdict(envelope.verdict());
        if (!TRACE_ID.matcher(envelope.traceId()).matches()) {
            throw new MailboxException.Invalid("traceId", "a trace id is 1 to 64 visible ASCII characters");
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
