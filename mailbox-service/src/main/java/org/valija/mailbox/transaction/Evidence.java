package org.valija.mailbox.transaction;

import java.util.function.BooleanSupplier;

/**
 * What a transaction leaves behind if it is committed, and only then.
 *
 * @param transaction its id. That alone proves nothing: after a crash of the database it may be given out again
 * @param isThere looks for what it wrote and nobody else could have written, in a transaction of its own
 */
public record Evidence(long transaction, BooleanSupplier isThere) {}
