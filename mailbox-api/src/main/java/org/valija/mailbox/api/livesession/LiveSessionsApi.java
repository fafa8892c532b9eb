package org.valija.mailbox.api.livesession;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PutExchange;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.Page;

/** Who is connected at the moment, over which protocol, and from where. */
@HttpExchange("/v1/live-sessions")
public interface LiveSessionsApi {

    /**
     * Lists sessions, for administrators. Those of a process that has not been heard of for 15 seconds are not shown.
     *
     * @param account only those of this account
     * @param domain only those of accounts in this domain
     * @param protocol only those over this protocol: {@code smtp}, {@code pop3} or {@code imap}
     * @param cursor {@link Page#next} of the page before; null for the first page
     * @param limit 1 to 1,000; 100 if null
     */
    @GetExchange
    Page<LiveSession> list(
            @RequestParam(required = false) @Nullable AccountId account,
            @RequestParam(required = false) @Nullable String domain,
            @RequestParam(required = false) @Nullable String protocol,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit);

    /**
     * Ends a session within a few seconds, for administrators. Its user may log in again: disable the account, or change its
     * password, to keep somebody out.
     *
     * @throws org.valija.mailbox.api.MailboxException.NotFound if there is no such session
     */
    @DeleteExchange("/{id}")
    void disconnect(@PathVariable String id);

    /**
     * Reports the sessions of one process of a protocol service, every few seconds while it has any.
     *
     * @param node names the process from its start to its end
     */
    @PutExchange("/nodes/{node}")
    LiveSessionOrders report(@PathVariable String node, @RequestBody LiveSessionReport report);
}
