package org.valija.mailbox.job;

import java.time.Duration;

/**
 * One kind of work that runs on one replica at a time; a bean of the service. It works in small transactions of its own
 * and calls {@link Progress} between them, where it may be stopped: a run that was stopped, or whose replica died, begins
 * again on any replica, so it must find out by itself what is left to do.
 */
public interface Job {

    /** Such as {@code sweep-content}; once published, it stays. */
    String name();

    /** What it does, in one sentence for administrators. */
    String description();

    /**
     * Time from the end of one run to the next, unless the settings say otherwise. Below ten seconds is of no use: so
     * often replicas look for what is due.
     */
    Duration every();

    /** Does the work; an exception makes the run fail, to be tried again soon. */
    void run(Progress progress);
}
