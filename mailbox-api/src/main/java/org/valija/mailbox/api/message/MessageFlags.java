package org.valija.mailbox.api.message;

import org.valija.mailbox.api.Uid;

/**
 * @param modseq of the last change of the message
 */
public record MessageFlags(Uid uid, long modseq, Flags flags) {}
