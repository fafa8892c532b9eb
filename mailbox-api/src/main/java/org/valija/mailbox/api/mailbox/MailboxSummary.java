package org.valija.mailbox.api.mailbox;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.MailboxId;

/**
 * A mailbox as a list shows it.
 *
 * @param id null for a name that is subscribed to and has no mailbox
 * @param name all levels, separated by "/"
 * @param status its numbers; null unless asked for, and for a name without mailbox
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MailboxSummary(
        @Nullable MailboxId id,
        String name,
        @Nullable SpecialUse specialUse,
        boolean subscribed,
        @Nullable MailboxStatus status) {}
