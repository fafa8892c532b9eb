package org.valija.mailbox.api.message;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.UidSet;

/**
 * @param highestModseq of the mailbox after the change
 * @param messages all that were found, with their flags now, changed or not, in the order of their UIDs; none if the change
 *     was silent
 * @param found those that were named and are there; null from a service that knows no silent changes
 * @param modified those left alone because they had changed since (RFC 7162, 3.1.3)
 * @param changed those whose flags are other ones now; where there are none, the mailbox is as it was
 */
public record FlagsChanged(
        long highestModseq,
        List<MessageFlags> messages,
        @Nullable UidSet found,
        UidSet modified,
        UidSet changed) {}
