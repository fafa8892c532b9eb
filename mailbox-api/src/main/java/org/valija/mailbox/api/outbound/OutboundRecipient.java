package org.valija.mailbox.api.outbound;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody elsewhere whom a message is for.
 *
 * @param address local-part@domain: the local part as it was written, the domain as A-labels
 * @param deliveredTo the address here whose alias forwards to this one. Who sends the message puts it in front, as a
 *     {@code Delivered-To} field, by which the message is known should it come back; null if no alias forwards it
 * @param attempts so many so far
 * @param dueAt when it is tried next; while it is leased, when the lease runs out; null where nothing more will be done, and
 *     while it is held
 * @param gateway that has it; null if none has
 * @param route that an administrator chose; null for where it goes by itself
 * @param reply the last that a server said, or why none could be asked; null before the first attempt
 * @param history all attempts, the first one first; null in lists
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OutboundRecipient(
        String address,
        OutboundState state,
        @Nullable String deliveredTo,
        int attempts,
        @Nullable Instant dueAt,
        @Nullable String gateway,
        @Nullable Long route,
        @Nullable String reply,
        @Nullable List<OutboundAttempt> history) {}
