package org.valija.mailbox.api.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.UidSet;

/** What happened. {@link EventType} gives each its name on the wire. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface EventData {

    /** Whose event it is; null if it is nobody's, such as a failed login with an unknown address. */
    @Nullable
    AccountId account();

    /** An event of one mailbox, to look at again with {@code state since}. */
    sealed interface OfMailbox extends EventData {
        MailboxId mailbox();
    }

    /**
     * A message came in.
     *
     * @param recipient the address it was for
     * @param reversePath empty for the null one
     * @param size octets
     */
    record MessageDelivered(
            AccountId account,
            MailboxId mailbox,
            long uid,
            String recipient,
            String reversePath,
            long size,
            String traceId)
            implements OfMailbox {}

    /** Messages were appended, copied or moved to the mailbox. */
    record MessagesAdded(AccountId account, MailboxId mailbox, UidSet uids) implements OfMailbox {}

    /** Flags of messages changed. */
    record FlagsChanged(AccountId account, MailboxId mailbox, UidSet uids) implements OfMailbox {}

    /** Messages are gone from the mailbox: expunged, or moved elsewhere. */
    record MessagesExpunged(AccountId account, MailboxId mailbox, UidSet uids) implements OfMailbox {}

    /** @param name after the change */
    record MailboxChanged(AccountId account, MailboxId mailbox, Change change, String name) implements OfMailbox {}

    /** @param address after the change */
    record AccountChanged(AccountId account, Change change, String address) implements EventData {}

    /** A message was refused for lack of room. */
    record QuotaExceeded(AccountId account, String address, long quotaBytes, long usedBytes) implements EventData {}

    record LoginFailed(
            @Nullable AccountId account,
            String address,
            String protocol,
            @Nullable String clientAddress) implements EventData {}

    /** What became of a mailbox or an account. */
    enum Change {
        CREATED,
        RENAMED,
        DISABLED,
        ENABLED,
        PASSWORD_CHANGED,
        APP_PASSWORD_MADE,
        APP_PASSWORD_REVOKED,
        QUOTA_CHANGED,
        DELETED;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
