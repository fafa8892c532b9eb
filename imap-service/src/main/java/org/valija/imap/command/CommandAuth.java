package org.valija.imap.command;

import java.io.IOException;
import org.valija.imap.respond.Responses;
import org.valija.imap.state.Authenticated;
import org.valija.imap.state.State;

/** A command that needs a user and no mailbox: RFC 9051, 6.3. */
public sealed interface CommandAuth extends Command
        permits Enable,
                Compress,
                GetQuota,
                GetQuotaRoot,
                SetQuota,
                Select,
                Examine,
                Create,
                Delete,
                Rename,
                Subscribe,
                Unsubscribe,
                List,
                Lsub,
                Namespace,
                Status,
                Append,
                Idle {

    /**
     * @return the state after it
     * @throws org.valija.mailbox.api.MailboxException if the mailbox service refuses: the answer is NO, and the state stays
     */
    State run(Authenticated state, Responses out) throws IOException;
}
