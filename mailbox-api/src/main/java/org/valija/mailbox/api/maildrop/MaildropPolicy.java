package org.valija.mailbox.api.maildrop;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.Resource;

/**
 * What a domain or an account says of its maildrops. What it says nothing of is null: for an account the domain's policy
 * holds there, for a domain the settings of mailbox-service.
 *
 * @param deletion what becomes of messages that a client deletes
 * @param markRead whether messages that a client has retrieved are marked as read when it ends the session
 * @param newerThanDays how many days after it came a message is in the maildrop, 0 to 36,500; 0 for ever. Older messages
 *     stay in INBOX, unseen by POP3
 * @param loginDelaySeconds how long after an opening the maildrop can't be opened again, 0 to 86,400; 0 for no delay
 *     (RFC 2449, 6.5)
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MaildropPolicy(
        @Nullable Deletion deletion,
        @Nullable Boolean markRead,
        @Nullable Integer newerThanDays,
        @Nullable Integer loginDelaySeconds)
        implements Resource {

    /** Says nothing. */
    public static final MaildropPolicy NONE = new MaildropPolicy(null, null, null, null);

    /** What becomes of messages that a client deletes, once it ends the session. */
    public enum Deletion {
        /** They are gone for good. */
        EXPUNGE,
        /** A copy is kept: they go to the mailbox for trash (RFC 6154). */
        TRASH;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
