package org.valija.mailbox.account;

import java.util.List;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxException;

/** What comes of mail for an address. */
public sealed interface Recipient {

    /**
     * It is delivered here.
     *
     * @param address as the store writes it
     * @param accounts who gets it, at least one; each once, however many ways lead there
     */
    record Local(String address, List<AccountId> accounts) implements Recipient {}

    /** It is for somebody else's domain. */
    record Remote(String address) implements Recipient {}

    /** It is for one of our domains, and cannot be delivered, or not now. */
    record Refused(MailboxException refusal) implements Recipient {}
}
