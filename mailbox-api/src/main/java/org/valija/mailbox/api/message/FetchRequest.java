package org.valija.mailbox.api.message;

import java.util.List;
import java.util.Set;
import org.valija.mailbox.api.UidSet;

/**
 * What to answer of which messages.
 *
 * @param fields what to fill in of {@link Message}, besides uid and modseq
 * @param sections what to send of the content; may be empty
 * @param markSeen whether to set the flag seen on the messages first; their flags are then answered as well
 */
public record FetchRequest(UidSet uids, Set<Field> fields, List<Section> sections, boolean markSeen) {

    /** The parts of {@link Message} that can be asked for. */
    public enum Field {
        FLAGS,
        INTERNAL_DATE,
        SAVE_DATE,
        SIZE,
        IDS,
        ENVELOPE,
        STRUCTURE,
        PREVIEW
    }
}
