package org.valija.pop3.command;

import org.valija.pop3.reply.Reply;
import org.valija.pop3.state.OpenMaildrop;

/** A command of the TRANSACTION state. */
public sealed interface TransactionCommand extends Command permits Stat, List, Retr, Dele, Noop, Rset, Top, Uidl {

    /**
     * @throws org.valija.pop3.state.NoSuchMessage if it names a message that is not there
     * @throws org.valija.mailbox.api.MailboxException if mailbox-service refuses
     */
    Reply run(OpenMaildrop maildrop);
}
