package org.valija.mailbox.fetch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.valija.mailbox.api.UidSet;

/**
 * Reads the rows of a set of UIDs in batches, in the order of the UIDs. Between two batches no connection is held, so that a
 * reader who takes long, or stops, is in nobody's way.
 *
 * @param size rows that one batch of a range has at most
 * @param uid of a row
 * @param <R> row
 */
record UidBatches<R>(int size, Rows<R> rows, ToLongFunction<R> uid) {

    /** Ranges up to that size are asked for by number, many in one statement. */
    private static final int SMALL_RANGE = 64;

    /** Executes one statement. */
    @FunctionalInterface
    interface Rows<R> {
        /**
         * @param which condition of the statement, its parameters as question marks
         * @return the first rows in the order of their UIDs; empty if there are none
         */
        List<R> read(String which, List<Object> parameters, int most);
    }

    /** Takes a batch of rows. */
    @FunctionalInterface
    interface Batch<R> {
        void accept(List<R> rows) throws IOException;
    }

    /** Reads what is there of the set. */
    void forEach(UidSet uids, Batch<R> batch) throws IOException {
        var some = new ArrayList<Long>();
        for (int i = 0; i < uids.ranges(); i++) {
            long first = uids.first(i);
            long last = uids.last(i);
            if (last - first < SMALL_RANGE) {
                for (long number = first; number <= last; number++) {
                    some.add(number);
                }
                if (some.size() >= size) {
                    forEach(some, batch);
                }
            } else {
                forEach(some, batch);
                forEach(first, last, batch);
            }
        }
        forEach(some, batch);
    }

    private void forEach(List<Long> numbers, Batch<R> batch) throws IOException {
        while (!numbers.isEmpty()) {
            var found = rows.read("uid = any(?)", List.<Object>of((Object) numbers.toArray(Long[]::new)), size * 2);
            if (found.isEmpty()) {
                break;
            }
            batch.accept(found);
            long last = uid.applyAsLong(found.getLast());
            numbers.removeIf(number -> number <= last);
        }
        numbers.clear();
    }

    private void forEach(long first, long last, Batch<R> batch) throws IOException {
        for (long next = first; next <= last; ) {
            var found = rows.read("uid between ? and ?", List.of(next, last), size);
            if (found.isEmpty()) {
                return;
            }
            batch.accept(found);
            next = uid.applyAsLong(found.getLast()) + 1;
        }
    }
}
