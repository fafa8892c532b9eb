package org.valija.mailbox.transaction;

import org.jspecify.annotations.Nullable;

/** Something that is to be committed together with whatever else is: a bean, asked at the end of every outermost write. */
public interface BeforeCommit {

    /**
     * Called in the transaction, on the thread that runs it, after its work and before its commit; again if the work is
     * repeated. An exception rolls all of it back.
     *
     * @param result what the work returns; null if nothing
     */
    void committing(@Nullable Object result);
}
