package org.valija.mailbox.api.mailbox;

import org.valija.mailbox.api.UidSet;

/**
 * What became of the messages of a mailbox since somebody knew them all.
 *
 * @param removed expunged or moved away since; they may never have been among those that were known
 * @param added there now, and larger than all that were known: UIDs only grow
 */
public record UidDifference(UidSet removed, UidSet added) {

    /** All UIDs there are now; the same set if nothing has changed. */
    public UidSet applyTo(UidSet known) {
        return known.minus(removed).union(added);
    }
}
