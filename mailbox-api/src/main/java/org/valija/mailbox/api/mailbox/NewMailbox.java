package org.valija.mailbox.api.mailbox;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * @param name all levels, separated by "/"
 * @param specialUse what the mailbox is for; null for nothing special, or to keep what it is on a rename
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NewMailbox(String name, @Nullable SpecialUse specialUse) {}
