package io.annals.benchmarks.live;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.HdrHistogram.Histogram;

/** A server under measurement. */
interface Contender {
    /** As the table names it. */
    String name();

    /** Why it cannot be measured here, in a sentence; empty when it can. Builds what is to be built. */
    Optional<String> missing() throws IOException, InterruptedException;

    Running start() throws IOException, InterruptedException;

    /** The started server, in a process of its own. */
    interface Running extends AutoCloseable {
        InetSocketAddress address();

        Dialect dialect();

        /** Names of topics on which contacts can be published. */
        List<String> topics(int count) throws IOException, InterruptedException;

        /** Names of topics on which nothing is published. */
        List<String> quietTopics(int count);

        /** Opens what publishes; the contact's number makes its text, {@link Arrivals#text}. */
        Publisher publisher(Receivers client) throws IOException, InterruptedException;

        /** The processes whose processor time is the server's. */
        List<Long> pids();

        /**
         * Nanoseconds of single durable inserts into the server's database, for comparison; empty where there is none.
         *
         * @param apart from the beginning of one to the beginning of the next
         */
        default Optional<Histogram> durableInserts(int count, Duration apart) {
            return Optional.empty();
        }

        /** Bytes on the server's heap after a collection. */
        long heap() throws IOException, InterruptedException;

        @Override
        void close() throws IOException;
    }

    /** Publishes without waiting. */
    interface Publisher {
        /** Completes when the server has acknowledged the contact as stored; never where it stores nothing. */
        CompletionStage<Void> publish(String topic, int contact) throws IOException;
    }
}
