package org.valija.mailbox.api.dkim;

import java.util.List;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;

/** Hands out the keys that sign messages. For the service that sends them. */
@HttpExchange("/v1/signing-keys")
public interface SigningKeysApi {

    /**
     * The keys that sign what a domain sends now: one of each algorithm at most.
     *
     * @param domain A-labels
     * @return none if the domain is not ours, or has no active key
     */
    @GetExchange
    List<SigningKey> of(@RequestParam String domain);
}
