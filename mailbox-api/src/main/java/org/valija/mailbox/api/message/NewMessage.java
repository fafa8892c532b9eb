package org.valija.mailbox.api.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * @param internalDate the time of storing if null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NewMessage(Flags flags, @Nullable Instant internalDate) {}
