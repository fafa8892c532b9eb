package org.valija.smtp.judge;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** One message before the judge, while it passes; holds nothing of it. */
public final class Judgement {

    private final Judge judge;
    private final Prior prior;
    private final DkimCheck dkim;
    private final List<ContentFilter.Scan> scans;

    Judgement(Judge judge, Prior prior, DkimCheck dkim, List<ContentFilter.Scan> scans) {
        this.judge = judge;
        this.prior = prior;
        this.dkim = dkim;
        this.scans = List.copyOf(scans);
    }

    /** Whether the whole message has to be seen before anything can be said: else the header is enough. */
    public boolean needsBody() {
        return dkim.hasSignatures() || !scans.isEmpty();
    }

    /** Takes what is behind the empty line. */
    public OutputStream body() {
        return new Branches(Stream.concat(Stream.of(dkim.body()), scans.stream().map(ContentFilter.Scan::message))
                .toList());
    }

    /** Takes header and empty line, which only content filters look at. */
    public void header(byte[] octets, int length) throws IOException {
        for (var scan : scans) {
            scan.message().write(octets, 0, length);
        }
    }

    /**
     * Once the message is whole.
     *
     * @param authservId what we call ourselves
     * @param authors domains of the addresses in From: lower case, A-labels
     */
    public Judged finish(String authservId, List<String> authors) throws IOException {
        var signatures = dkim.finish();
        var dmarc = judge.dmarc(authors, prior.spf(), signatures);
        int content = 0;
        for (var scan : scans) {
            scan.message().close();
            content += scan.finish();
        }
        var field = AuthenticationResults.field(authservId, prior.standing().iprev(), prior.spf(), signatures, dmarc);
        return new Judged(
                judge.verdict(prior, dmarc, content),
                prior.spf().result(),
                best(signatures),
                dmarc.result(),
                field + prior.spf().header() + "\r\n");
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
