package org.valija.mailbox.api.maildrop;

import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;
import org.springframework.web.service.annotation.PutExchange;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.UidSet;
import org.valija.mailbox.api.UserToken;

/**
 * The exclusive use of an account's INBOX, which POP3 calls the maildrop: RFC 1939, 4. A lease holds it, so that a holder
 * that crashed frees it when the lease runs out. Mail is delivered, and other protocols go on, meanwhile.
 */
@HttpExchange("/v1/accounts/{account}/maildrop-leases")
public interface MaildropsApi {

    /**
     * Opens the maildrop.
     *
     * @throws org.valija.mailbox.api.MailboxException.InUse while somebody else's lease lasts
     * @throws org.valija.mailbox.api.MailboxException.TooSoon within the login delay of the one before
     */
    @PostExchange
    Maildrop open(UserToken user, @PathVariable AccountId account);

    /**
     * Makes the lease last longer, from now.
     *
     * @throws org.valija.mailbox.api.MailboxException.NotFound if it ran out and was given up, or to somebody else
     * @throws org.valija.mailbox.api.MailboxException.NotPermitted if the account has been disabled
     */
    @PutExchange("/{lease}")
    Lease renew(UserToken user, @PathVariable AccountId account, @PathVariable String lease);

    /**
     * Does what the policy wants with the messages that were deleted and retrieved, and ends the lease: all of it or nothing.
     *
     * @return UIDs of the messages that are gone from INBOX now, and were there before
     * @throws org.valija.mailbox.api.MailboxException.NotFound if the lease is no longer held: nothing was changed
     */
    @PostExchange("/{lease}/update")
    UidSet update(
            UserToken user,
            @PathVariable AccountId account,
            @PathVariable String lease,
            @RequestBody MaildropUpdate update);

    /** Ends the lease and leaves the maildrop as it is; no error if it had run out. */
    @DeleteExchange("/{lease}")
    void release(UserToken user, @PathVariable AccountId account, @PathVariable String lease);
}
