package org.valija.benchmarks;

/** One client of a load, used by one thread; {@link #close} may come from another one. */
interface LoadClient extends AutoCloseable {

    /**
     * Does once what is measured.
     *
     * @param number of the operation, counted over all clients, from 0
     * @return how many items it was about, such as messages fetched
     * @throws RuntimeException if the server did not do its part; counted as an error, and the client is closed
     */
    long operation(long number);

    @Override
    void close();
}
