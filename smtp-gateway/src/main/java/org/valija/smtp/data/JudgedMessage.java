package org.valija.smtp.data;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.delivery.Disposition;
import org.valija.mailbox.api.delivery.Verdict;
import org.valija.smtp.data.RefusedContentException.Fault;
import org.valija.smtp.judge.AuthenticationResults;
import org.valija.smtp.judge.ContentFilter;
import org.valija.smtp.judge.ContentFilter.Candidate;
import org.valija.smtp.judge.Judge;
import org.valija.smtp.judge.Judgement;
import org.valija.smtp.judge.Verdict.Action;
import org.valija.smtp.parse.Domain;
import org.valija.smtp.state.MailTransaction;

/**
 * A stranger's message with what it was judged to be, which stands in front of it.
 *
 * <p>A signature over the body is known to be right or wrong only at its end, when the first octet should long have been
 * handed on: mailbox-service hashes and parses a message from its beginning. So a message whose verdict needs its end is
 * kept until then: in the opening, as most are; a larger one in a file, so that a connection needs no more memory for it.
 * A message without a signature is judged by its header, and handed on while it arrives.
 */
final class JudgedMessage implements AutoCloseable {

    private final Judgement.Judged judged;
    private final byte[] opening;
    private final @Nullable InputStream rest;
    private final @Nullable Spool spool;

    private JudgedMessage(Judgement.Judged judged, byte[] opening, @Nullable InputStream rest, @Nullable Spool spool) {
        this.judged = judged;
        this.opening = opening;
        this.rest = rest;
        this.spool = spool;
    }

    /**
     * Judges a message.
     *
     * @param transaction of a stranger
     * @param opening the header, and what of the body is here
     * @param content what is to come; nothing if {@code whole}
     * @throws RefusedContentException if the verdict is against it
     */
    static JudgedMessage of(
            Judge judge,
            MailTransaction transaction,
            Trace trace,
            byte[] opening,
            MessageContent content,
            boolean whole)
            throws IOException {
        var header = Header.of(opening);
        var judgement = judge.begin(transaction.prior().orElseThrow(), header.raw());
        var authors = authors(header);
        var ours = header.without(field -> field.name().equals("authentication-results")
                && AuthenticationResults.claimsToBe(trace.hostName(), header.body(field)));
        var body = judgement.body();
        body.write(opening, header.body(), opening.length - header.body());
        if (whole || !judgement.needsBody()) {
            var judged = require(judgement.finish(
                    trace.hostName(), authors, candidate(transaction, trace, () -> new ByteArrayInputStream(ours))));
            return new JudgedMessage(judged, ours, whole ? null : content, null);
        }
        var spool = new Spool();
        try {
            try (var file = spool.write()) {
                var block = new byte[32 * 1024];
                for (int n = content.read(block, 0, block.length); n >= 0; n = content.read(block, 0, block.length)) {
                    body.write(block, 0, n);
                    file.write(block, 0, n);
                }
            }
            var judged = require(judgement.finish(
                    trace.hostName(),
                    authors,
                    candidate(
                            transaction,
                            trace,
                            () -> new SequenceInputStream(new ByteArrayInputStream(ours), spool.read()))));
            return new JudgedMessage(judged, ours, spool.read(), spool);
        } catch (IOException | RuntimeException e) {
            spool.close();
            throw e;
        }
    }

    private static Candidate candidate(MailTransaction transaction, Trace trace, ContentFilter.Content content) {
        return new Candidate(
                trace.id(),
                trace.client(),
                trace.helo().name().toString(),
                trace.reversePath().toString(),
                transaction.addresses(),
                content);
    }

    private static Judgement.Judged require(Judgement.Judged judged) throws RefusedContentException {
        var verdict = judged.verdict();
        return switch (verdict.action()) {
            case REJECT -> throw new RefusedContentException(Fault.JUDGED, verdict.reason());
            case DEFER -> throw new RefusedContentException(Fault.NOT_JUDGED, verdict.reason());
            case JUNK, ACCEPT -> judged;
        };
    }

    /** The domain of each address in From, as DNS has it; what has none is kept as it is, and fits nothing. */
    private static List<String> authors(Header header) {
        return header.named("from").stream()
                .flatMap(header::addresses)
                .map(address -> Domain.aLabels(address.substring(address.lastIndexOf('@') + 1)))
                .toList();
    }

    /** For mailbox-service, which puts it where it belongs. */
    Verdict verdict() {
        boolean junk = judged.verdict().action() == Action.JUNK;
        return new Verdict(
                judged.spf().word(),
                judged.dkim().word(),
                judged.dmarc().word(),
                null,
                null,
                junk ? Disposition.JUNK : Disposition.INBOX);
    }

    /** What is to stand in front, behind the trace fields. */
    String fields() {
        return judged.fields();
    }

    /** The opening as it came, but for results that were not ours. */
    byte[] opening() {
        return opening;
    }

    /** What follows the opening; null if nothing does. */
    @Nullable
    InputStream rest() {
        return rest;
    }

    @Override
    public void close() throws IOException {
        if (spool != null) {
            try (spool) {
                if (rest != null) {
                    rest.close();
                }
            }
        }
    }
}
