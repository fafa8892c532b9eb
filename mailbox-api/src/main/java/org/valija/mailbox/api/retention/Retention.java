package org.valija.mailbox.api.retention;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * How many days after they came there messages are removed from the special-use mailboxes (RFC 6154) of an account, or of
 * all accounts of a domain. 0 keeps them for ever; null is as the domain says, or for a domain as the settings of the
 * service say.
 *
 * @param trashDays 0 to 36,500
 * @param junkDays 0 to 36,500
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Retention(
        @Nullable Integer trashDays, @Nullable Integer junkDays) {}
