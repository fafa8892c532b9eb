package org.valija.smtp.judge;

import java.io.OutputStream;
import java.util.Comparator;
import java.util.List;
import org.valija.smtp.judge.ContentFilter.Candidate;

/** One message before the judge, while it passes; holds nothing of it. */
public final class Judgement {

    private final Judge judge;
    private final Prior prior;
    private final DkimCheck dkim;
    private final Filters filters;

    Judgement(Judge judge, Prior prior, DkimCheck dkim, Filters filters) {
        this.judge = judge;
        this.prior = prior;
        this.dkim = dkim;
        this.filters = filters;
    }

    /** Whether the whole message has to be seen before anything can be said: else the header is enough. */
    public boolean needsBody() {
        return dkim.hasSignatures() || !filters.isEmpty();
    }

    /** Takes what is behind the empty line. */
    public OutputStream body() {
        return dkim.body();
    }

    /**
     * Once the message is whole, or its header where that is enough.
     *
     * @param authservId what we call ourselves
     * @param authors domains of the addresses in From: lower case, A-labels
     * @param message for the content filters
     */
    public Judged finish(String authservId, List<String> authors, Candidate message) {
        var signatures = dkim.finish();
        var dmarc = judge.dmarc(authors, prior.spf(), signatures);
        var content = filters.judge(message);
        var fields = new StringBuilder(
                AuthenticationResults.field(authservId, prior.standing().iprev(), prior.spf(), signatures, dmarc));
        fields.append(prior.spf().header()).append("\r\n");
        for (var field : content.fields()) {
            fields.append(HeaderLine.fold(field.name() + ": " + field.value())).append("\r\n");
        }
        return new Judged(
                judge.verdict(prior, dmarc, content),
                prior.spf().result(),
                best(signatures),
                dmarc.result(),
                fields.toString());
    }

    private static Result best(List<DkimResult> signatures) {
        return signatures.stream()
                .map(DkimResult::result)
                .min(Comparator.comparing(result -> result != Result.PASS))
                .orElse(Result.NONE);
    }

    /**
     * What was found.
     *
     * @param dkim of the best signature
     * @param fields to stand in front of the message, each with its CRLF
     */
    public record Judged(Verdict verdict, Result spf, Result dkim, Result dmarc, String fields) {}
}
