package org.valija.mailbox.api.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A job: one kind of work that runs on one replica at a time.
 *
 * @param name once published, it stays
 * @param description what it does, in one sentence for administrators
 * @param every time from the end of a run to the next, such as {@code PT1H}; null if it runs only on request
 * @param nextRun when it is due; null if it runs only on request, or has not been scheduled yet
 * @param current the run that waits or is going on; null if there is none
 * @param last the run that ended last; null if none is known
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JobSummary(
        String name,
        String description,
        @Nullable Duration every,
        @Nullable Instant nextRun,
        @Nullable JobRun current,
        @Nullable JobRun last) {}
