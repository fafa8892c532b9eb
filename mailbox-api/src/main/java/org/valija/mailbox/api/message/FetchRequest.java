package org.valija.mailbox.api.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.UidSet;

/**
 * What to answer of which messages.
 *
 * @param fields what to fill in of {@link Message}, besides uid and modseq
 * @param sections what to send of the content; may be empty
 * @param markSeen whether to set the flag seen on the messages first; their flags are then answered as well
 * @param changedSince leaves out messages whose modseq is not above that (RFC 7162, 3.1.4.1); null to leave out none
 * @param vanished whether {@link Vanished} is to come first: those of the UIDs that were expunged since {@code changedSince},
 *     which must not be null then (RFC 7162, 3.2.6); no if null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FetchRequest(
        UidSet uids,
        Set<Field> fields,
        List<Section> sections,
        boolean markSeen,
        @Nullable Long changedSince,
        @Nullable Boolean vanished) {

    /** All of the messages, whenever they changed. */
    public FetchRequest(UidSet uids, Set<Field> fields, List<Section> sections, boolean markSeen) {
        this(uids, fields, sections, markSeen, null, null);
    }

    /** The parts of {@link Message} that can be asked for. */
    public enum Field {
        FLAGS,
        INTERNAL_DATE,
        SAVE_DATE,
        SIZE,
        IDS,
        ENVELOPE,
        STRUCTURE,
        PREVIEW,
        /** The preview if it has been made already, else nothing: RFC 8970, 4.1. */
        PREVIEW_LAZY
    }
}
