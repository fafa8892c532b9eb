package org.valija.mailbox.api.message;

import org.valija.mailbox.api.UidSet;

/**
 * Messages one behind the other that have the same flags.
 *
 * @param uids at least one
 * @param modseqs of the last change of each of them, in the order of the UIDs
 */
public record FlagsRun(UidSet uids, long[] modseqs, Flags flags) {}
