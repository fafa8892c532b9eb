package org.valija.smtp.judge;

import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.IntSupplier;
import org.valija.smtp.dns.Dns;
import org.valija.smtp.judge.ContentFilter.Opinion;
import org.valija.smtp.settings.DmarcMode;
import org.valija.smtp.settings.JudgeProperties;

/** Judges mail from strangers. Safe for any thread; each message gets a {@link Judgement} of its own. */
public final class Judge {

    private final Dns dns;
    private final JudgeProperties properties;
    private final SpfCheck spf;
    private final DmarcCheck dmarc;
    private final StandingCheck standing;
    private final Filters filters;
    private final InstantSource clock;

    /** @param sample 0 to 99 at random: see {@link DmarcRecord#percent} */
    public Judge(
            Dns dns, JudgeProperties properties, List<ContentFilter> filters, InstantSource clock, IntSupplier sample) {
        this.dns = dns;
        this.properties = properties;
        this.filters = new Filters(filters, properties.filterTimeout());
        this.clock = clock;
        this.spf = new SpfCheck(dns);
        this.dmarc = new DmarcCheck(dns, sample);
        this.standing = new StandingCheck(dns, properties);
    }

    /** Whether mail from there is judged. */
    public boolean judges(InetAddress client) {
        return properties.enabled() && properties.exempt().stream().noneMatch(range -> range.contains(client));
    }

    /** Begins with what is known before the message comes. */
    public Prior prior(InetAddress client, String helo, String reversePath) {
        return new Prior(standing.check(client, helo), spf.check(client, reversePath, helo));
    }

    /** How long an unknown client has to stay away, where anything speaks against it; zero for not at all. */
    public Duration greylist(Prior prior) {
        return weight(prior) > 0 ? properties.greylist() : Duration.ZERO;
    }

    /** What is to be done with a client, and this sender, whatever the message is. */
    public Verdict verdict(Prior prior) {
        return weigh(prior, 0);
    }

    private int weight(Prior prior) {
        return prior.standing().weight() + (prior.spf().result() == Result.FAIL ? properties.spfFail() : 0);
    }

    private Verdict weigh(Prior prior, int more) {
        int sum = weight(prior) + more;
        var why = prior.spf().result() == Result.FAIL
                ? "SPF of " + prior.spf().domain() + " says no"
                : String.join(", ", prior.standing().findings());
        if (sum >= properties.reject()) {
            return new Verdict(Verdict.Action.REJECT, why.isEmpty() ? "content" : why);
        }
        return sum >= properties.junk() ? new Verdict(Verdict.Action.JUNK, why) : Verdict.ACCEPT;
    }

    /**
     * Begins with a message.
     *
     * @param fields of its header, as they came, each without its last CRLF, one character for each octet
     */
    public Judgement begin(Prior prior, List<String> fields) {
        return new Judgement(this, prior, new DkimCheck(fields, dns, clock.instant()), filters);
    }

    DmarcResult dmarc(List<String> authors, SpfResult spf, List<DkimResult> dkim) {
        return dmarc.check(authors, spf, dkim);
    }

    /** All that is known together. */
    Verdict verdict(Prior prior, DmarcResult dmarc, Opinion content) {
        return weigh(prior, content.weight()).or(verdict(dmarc)).or(content.verdict());
    }

    private Verdict verdict(DmarcResult dmarc) {
        if (properties.dmarc() == DmarcMode.MONITOR) {
            return Verdict.ACCEPT;
        }
        if (dmarc.result() == Result.TEMPERROR && dmarc.published() != DmarcPolicy.NONE) {
            return new Verdict(Verdict.Action.DEFER, "the DNS of " + dmarc.domain() + " does not answer");
        }
        var reason = "DMARC policy of " + dmarc.domain();
        return switch (dmarc.wanted()) {
            case NONE -> Verdict.ACCEPT;
            case QUARANTINE -> new Verdict(Verdict.Action.JUNK, reason);
            case REJECT ->
                new Verdict(
                        properties.dmarc() == DmarcMode.REJECT ? Verdict.Action.REJECT : Verdict.Action.JUNK, reason);
        };
    }
}
