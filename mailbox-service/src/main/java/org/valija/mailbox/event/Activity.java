package org.valija.mailbox.event;

import org.springframework.stereotype.Component;

/** Whether anything happens to mail, on any replica: what can wait then waits. */
@Component
public final class Activity {

    private final EventWake wake;

    Activity(EventWake wake) {
        this.wake = wake;
    }

    /** Has grown since it was asked before if events have been written meanwhile. */
    public long count() {
        return wake.count();
    }
}
