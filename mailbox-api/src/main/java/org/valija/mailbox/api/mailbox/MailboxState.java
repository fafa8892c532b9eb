package org.valija.mailbox.api.mailbox;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.UidSet;
import org.valija.mailbox.api.message.MessageFlags;

/**
 * A mailbox at one moment; all parts belong to the same snapshot of the database.
 *
 * @param uids of all messages there are; null if the question was only what changed since, or where difference tells them
 * @param difference of the messages there are from those that the caller knew; null if it knew none, or too little
 * @param firstUnseen UID of the first message that lacks the flag seen; null if there is none, or if the question was only
 *     what changed since
 * @param firstRecent UIDs from here on are recent to the caller that claimed them
 * @param keywords all that any message of the mailbox has had, in the order of their first use
 * @param changed messages that are new or whose flags changed since, in the order of their UIDs; empty if that was not the question
 * @param vanished UIDs of messages expunged or moved away since, of those still known; empty if that was not the question
 * @param vanishedComplete false if the question reaches further back than expunged UIDs are kept: then compare all UIDs
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MailboxState(
        MailboxStatus status,
        @Nullable UidSet uids,
        @Nullable UidDifference difference,
        @Nullable Long firstUnseen,
        long firstRecent,
        List<String> keywords,
        List<MessageFlags> changed,
        UidSet vanished,
        boolean vanishedComplete) {

    /** Of any change in the mailbox up to this moment. */
    public long highestModseq() {
        return status.highestModseq();
    }
}
