package org.valija.mailbox.outbound;

import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.valija.mailbox.wake.Wake;

/** Tells all replicas that there is something to send. */
@Component
public final class OutboundWake extends Wake {

    OutboundWake(JdbcClient jdbc, JdbcConnectionDetails database) {
        super(jdbc, database, "outbound");
    }

    /** Wakes who waits for something to send, once the transaction of the caller is committed. */
    public void afterCommit() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                committed();
            }
        });
    }
}
