package org.valija.mailbox.api.outbound;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Somebody elsewhere whom a message is for.
 *
 * @param address local-part@domain: the local part as it was written, the domain as A-labels
 * @param deliveredTo the address here whose alias forwards to this one. Who sends the message puts it in front, as a
 *     {@code Delivered-To} field, by which the message is known should it come back; null if no alias forwards it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OutboundRecipient(
        String address, OutboundState state, @Nullable String deliveredTo) {}
