package org.valija.smtp.session;

import org.valija.mailbox.api.account.SessionsApi;
import org.valija.mailbox.api.delivery.RecipientsApi;
import org.valija.smtp.data.Receiver;

/** What all sessions ask of mailbox-service: who is here, who may log in, and to take a message. */
record Mailboxes(RecipientsApi recipients, SessionsApi sessions, Receiver receiver) {}
