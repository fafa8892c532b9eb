package org.valija.imap.state;

import java.time.InstantSource;
import org.valija.mailbox.api.account.AccountsApi;
import org.valija.mailbox.api.account.SessionsApi;
import org.valija.mailbox.api.mailbox.MailboxesApi;
import org.valija.mailbox.api.message.MessagesApi;

/** The mailbox service, as IMAP needs it. */
public record Store(
        SessionsApi sessions,
        AccountsApi accounts,
        MailboxesApi mailboxes,
        MessagesApi messages,
        SharedMailboxes shared,
        InstantSource clock) {}
