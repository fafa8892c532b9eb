package org.valija.mailbox.api.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One run of a job, and how far it has come.
 *
 * @param id of all runs of all jobs; later runs have larger ones
 * @param job its name
 * @param trigger what made it run
 * @param requestedAt when it was asked for, or was due
 * @param startedAt when it began, the last time if it had to begin again; null while it waits
 * @param endedAt null until it has succeeded or failed
 * @param attempt how often it began: a run whose replica died or was stopped begins again on another
 * @param done how many of what the job works on: messages, mailboxes, accounts
 * @param total how many there are to do; null if that is not known
 * @param message what it does at the moment, or what became of it; empty if there is nothing to say
 * @param replica which runs it, or ran it last; null while it waits
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JobRun(
        long id,
        String job,
        Trigger trigger,
        State state,
        Instant requestedAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        int attempt,
        long done,
        @Nullable Long total,
        String message,
        @Nullable String replica) {

    /** What makes a job run. */
    public enum Trigger {
        SCHEDULE,
        REQUEST;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Where a run is in its life; the last two are its ends. */
    public enum State {
        WAITING,
        RUNNING,
        SUCCEEDED,
        FAILED;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
