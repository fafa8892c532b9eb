package org.valija.benchmarks;

/** One client of a load, used by one thread. */
interface LoadClient extends AutoCloseable {

    /**
     * Does once what is measured.
     *
     * @param number of the operation, counted over all clients, from 0
     * @throws RuntimeException if the server did not do its part; counted as an error
     */
    void operation(long number);

    @Override
    void close();
}
