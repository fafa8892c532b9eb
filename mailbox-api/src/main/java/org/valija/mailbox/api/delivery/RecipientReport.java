package org.valija.mailbox.api.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.Problem;

/**
 * @param recipient as the envelope names it
 * @param refusal why it was not delivered; null if it was, and is committed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RecipientReport(String recipient, @Nullable Problem refusal) {}
