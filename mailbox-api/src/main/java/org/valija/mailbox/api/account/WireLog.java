package org.valija.mailbox.api.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.Resource;

/**
 * Whether what an account's clients say, and what they hear, is logged.
 *
 * @param until when it ends by itself; null if it is off
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WireLog(@Nullable Instant until) implements Resource {}
