package org.valija.smtp.settings;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.valija.line.proxy.AddressRange;

/**
 * How mail from strangers is judged. What speaks against a client has weights, which are summed up.
 *
 * @param enabled whether it is judged at all
 * @param exempt networks that are not judged: one's own
 * @param dmarc how far a domain's DMARC policy is followed
 * @param spfFail weight of SPF's fail
 * @param noReverseDns weight of an address without a name that leads back to it
 * @param heloMismatch weight of a name in EHLO that does not lead to the client
 * @param lists in the DNS (RFC 5782), by names of one's own
 * @param junk from this sum on a message goes to Junk; positive
 * @param reject from this sum on it is refused; positive
 * @param greylist how long a client that is not known has to stay away before it is taken, if anything speaks against it;
 *     zero for not at all
 * @param filterTimeout how long one content filter may take for a message
 */
public record JudgeProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue({"127.0.0.0/8", "::1/128"}) List<AddressRange> exempt,
        @DefaultValue("reject") DmarcMode dmarc,
        @DefaultValue("4") int spfFail,
        @DefaultValue("2") int noReverseDns,
        @DefaultValue("1") int heloMismatch,
        @DefaultValue Map<String, DnsList> lists,
        @DefaultValue("6") int junk,
        @DefaultValue("10") int reject,
        @DefaultValue("0s") Duration greylist,
        @DefaultValue("30s") Duration filterTimeout) {

    public JudgeProperties {
        exempt = List.copyOf(exempt);
        lists = Map.copyOf(lists);
        if (junk < 1 || reject < 1) {
            throw new IllegalArgumentException("smtp.judge.junk and smtp.judge.reject must be positive");
        }
        if (!filterTimeout.isPositive()) {
            throw new IllegalArgumentException("smtp.judge.filter-timeout must be positive: " + filterTimeout);
        }
        if (greylist.isNegative()) {
            throw new IllegalArgumentException("smtp.judge.greylist must not be negative: " + greylist);
        }
    }

    /**
     * A list of addresses.
     *
     * @param zone that has them
     * @param weight of being in it; negative for a list of those that are welcome
     */
    public record DnsList(String zone, int weight) {}
}
