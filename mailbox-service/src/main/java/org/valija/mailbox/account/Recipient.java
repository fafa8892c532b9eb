package org.valija.mailbox.account;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxException;

/** What comes of mail for an address. */
public sealed interface Recipient {

    /**
     * It is for somebody here, or for others who are told of it by an alias here.
     *
     * @param address as the store writes it
     * @param accounts who gets it here; each once, however many ways lead there
     * @param external addresses elsewhere that it is forwarded to, as they are written on the wire; none if {@code accounts}
     *     are all
     * @param way all addresses that led there, normalised: the one that was asked for, aliases, those of the accounts
     */
    record Local(String address, List<Reached> accounts, List<Address> external, Set<String> way)
            implements Recipient {}

    /**
     * An account that gets the message.
     *
     * @param detail of the sub-address that led there, normalised, if the user wants such mail in the mailbox of that name;
     *     null if it is for INBOX
     */
    record Reached(AccountId account, @Nullable String detail) {}

    /** It is for somebody else's domain. */
    record Remote(String address) implements Recipient {}

    /** It is for one of our domains, and cannot be delivered, or not now. */
    record Refused(MailboxException refusal) implements Recipient {}
}
