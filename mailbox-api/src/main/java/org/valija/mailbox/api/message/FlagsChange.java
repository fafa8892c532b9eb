package org.valija.mailbox.api.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.UidSet;

/**
 * @param flags to add, to remove, or to have alone
 * @param unchangedSince leaves alone messages whose modseq is above that (RFC 7162, 3.1.3); null to change all
 * @param silent whether the answer leaves out {@link FlagsChanged#messages}, as FLAGS.SILENT does (RFC 9051, 6.4.6); no if null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FlagsChange(
        UidSet uids,
        Mode mode,
        Flags flags,
        @Nullable Long unchangedSince,
        @Nullable Boolean silent) {

    /** Answered with all messages. */
    public FlagsChange(UidSet uids, Mode mode, Flags flags, @Nullable Long unchangedSince) {
        this(uids, mode, flags, unchangedSince, null);
    }

    /** What to do with the flags. */
    public enum Mode {
        ADD,
        REMOVE,
        REPLACE
    }
}
