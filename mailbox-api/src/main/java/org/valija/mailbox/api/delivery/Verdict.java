package org.valija.mailbox.api.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What the service that received a message thinks of it. It decides the mailbox, and stands in the event of the delivery.
 *
 * @param spf result of SPF in the words of RFC 8601, 2.7.2, such as {@code pass} or {@code softfail}; null if not checked
 * @param dkim result of DKIM: RFC 8601, 2.7.1; null if not checked
 * @param dmarc result of DMARC: RFC 7489, 11.2; null if not checked
 * @param spamScore of the filters, higher is worse; null if none was asked
 * @param spam whether the filters call it spam; null if none was asked
 * @param disposition which mailbox it goes to
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Verdict(
        @Nullable String spf,
        @Nullable String dkim,
        @Nullable String dmarc,
        @Nullable Double spamScore,
        @Nullable Boolean spam,
        Disposition disposition) {

    /** Nothing but where it goes. */
    public static Verdict of(Disposition disposition) {
        return new Verdict(null, null, null, null, null, disposition);
    }
}
