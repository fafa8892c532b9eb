package org.valija.mailbox.job;

import java.io.Serial;

/** Ends a run at a checkpoint, to be gone on with by another replica or later. */
final class JobStopped extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    JobStopped(String reason) {
        super(reason);
    }
}
