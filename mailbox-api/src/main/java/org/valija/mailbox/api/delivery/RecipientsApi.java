package org.valija.mailbox.api.delivery;

import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;

/** Asks who an address belongs to, before a message for it is taken. For protocol services. */
@HttpExchange("/v1/recipients")
public interface RecipientsApi {

    /**
     * Says whether mail for an address would be delivered here, now.
     *
     * @param address local-part@domain, or {@code postmaster} alone (RFC 5321, 4.5.1)
     * @param size octets the sender announced (RFC 1870); 0 if none
     * @throws org.valija.mailbox.api.MailboxException.NotFound if the domain is ours and has no such recipient
     * @throws org.valija.mailbox.api.MailboxException.OverQuota if the recipient has no room
     * @throws org.valija.mailbox.api.MailboxException.NotPermitted if the account or domain is disabled
     */
    @GetExchange
    ResolvedRecipient resolve(@RequestParam String address, @RequestParam long size);
}
