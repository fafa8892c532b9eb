package org.valija.mailbox.api.dkim;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key that signs what users of a domain send. Its private half never leaves the store but for who signs.
 *
 * @param domain lower case, A-labels
 * @param selector tells the keys of a domain apart: RFC 6376, 3.1
 * @param record what the DNS should say, in a TXT record of {@code selector._domainkey.domain}: RFC 6376, 3.6.1
 * @param activeAt when it began to sign; null if it has not
 * @param retiredAt when it ceased to; null if it has not
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DkimKey(
        String domain,
        String selector,
        DkimAlgorithm algorithm,
        DkimKeyState state,
        String record,
        Instant createdAt,
        @Nullable Instant activeAt,
        @Nullable Instant retiredAt) {}
