package io.annals.benchmarks.log;

/** Somebody who records events, called by many threads at once. */
interface Contender extends AutoCloseable {
    String name();

    /** Records so many events, all or none where it can; they are durable when this returns. */
    void record(int events) throws Exception;

    @Override
    default void close() {}
}
