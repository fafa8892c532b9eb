package org.valija.mailbox.api.account;

import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PutExchange;
import org.valija.mailbox.api.AccountId;

/**
 * Logging what goes over the wire between the clients of one account and imap-service, to find out what is wrong with one of
 * them. For administrators. Passwords and the content of messages are left out.
 */
@HttpExchange("/v1/accounts/{account}/wire-log")
public interface WireLogsApi {

    /** Whether it is on. */
    @GetExchange
    WireLog get(@PathVariable AccountId account);

    /**
     * Switches it on for a while, in sessions that are open as in those to come; it ends by itself.
     *
     * @throws org.valija.mailbox.api.MailboxException.Invalid if {@code minutes} are not 1 to 1,440
     */
    @PutExchange
    WireLog set(@PathVariable AccountId account, @RequestBody WireLogOrder order);

    /** Switches it off. */
    @DeleteExchange
    void delete(@PathVariable AccountId account);
}
