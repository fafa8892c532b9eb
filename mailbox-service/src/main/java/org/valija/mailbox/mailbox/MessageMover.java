package org.valija.mailbox.mailbox;

/** Moves messages, for the one change of a mailbox that needs it: renaming INBOX. */
public interface MessageMover {

    /** Moves all messages from one mailbox to another, in the transaction that locked their account and both of them. */
    void moveAll(LockedMailbox from, LockedMailbox to);
}
