package org.valija.imap.command;

import java.io.IOException;
import org.valija.imap.respond.Responses;
import org.valija.imap.state.Selected;
import org.valija.imap.state.State;

/** A command that needs a selected mailbox: RFC 9051, 6.4. */
public sealed interface CommandSelect extends Command
        permits Check, Close, Unselect, Expunge, UidExpunge, Search, Sort, Thread, Fetch, Store, Copy, Move, Replace {

    /**
     * @return the state after it
     * @throws org.valija.mailbox.api.MailboxException if the mailbox service refuses: the answer is NO, and the state stays
     */
    State run(Selected state, Responses out) throws IOException;

    /** Whether sequence numbers may change while it is answered: RFC 9051, 7.5.1. */
    default boolean mayExpunge() {
        return true;
    }
}
