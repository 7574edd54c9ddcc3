package io.annals.benchmarks.live;

import io.annals.benchmarks.live.Contender.Publisher;
import io.annals.benchmarks.live.Contender.Running;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** One scenario against one server. */
record Run(Scenario scenario, Running server, List<String> topics, int warmUp, int seconds) {
    private static final long LATEST = 30; // seconds for what is still under way at the end

    /**
     * What was seen. Latencies in nanoseconds.
     *
     * @param frame the first that arrived, as text
     * @param fromDue from the moment that a contact was due to its arrival in each socket
     * @param toAcknowledged from then to the publisher's hearing of its being stored; null where nothing is
     * @param fromAcknowledged from that to its arrival in each socket; null where nothing is
     * @param cpu processor time of the server and its database a delivery, nanoseconds
     * @param memory a socket, where there were idle ones
     */
    record Seen(
            String frame,
            Histogram fromDue,
            @Nullable Histogram toAcknowledged,
            @Nullable Histogram fromAcknowledged,
            double cpu,
            @Nullable Memory memory) {}

    /** Bytes a socket: of the process as the kernel sees it, and of live objects. */
    record Memory(double resident, double heap) {}

    Seen measure() throws IOException, InterruptedException {
        int contacts = scenario.rate() * (warmUp + seconds);
        int unmeasured = scenario.rate() * warmUp;
        Arrivals arrivals = new Arrivals(scenario, contacts, unmeasured);
        List<String> watched = scenario.own()
                ? topics.subList(0, scenario.sockets())
                : Collections.nCopies(scenario.sockets(), topics.getFirst());
        try (Receivers client = new Receivers(server.address(), server.dialect())) {
            Memory memory = scenario.idle() == 0 ? null : idle(client);
            client.watchWithoutReading(Collections.nCopies(scenario.stuck(), topics.getFirst()));
            client.watch(watched, arrivals::found);
            List<CompletableFuture<Void>> answers = new ArrayList<>(contacts);
            Duration began = publish(server.publisher(client), watched, arrivals, contacts, unmeasured, answers);
            arrivals.await(LATEST);
            boolean stored = answers.stream().anyMatch(CompletableFuture::isDone);
            if (stored) { // a frame may be faster than the answer
                CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                        .orTimeout(LATEST, TimeUnit.SECONDS)
                        .join();
            }
            double cpu = (double) processorTime().minus(began).toNanos() / arrivals.deliveries();
            return new Seen(
                    arrivals.sample(),
                    arrivals.fromDue(),
                    stored ? arrivals.toAcknowledged() : null,
                    stored ? arrivals.fromAcknowledged() : null,
                    cpu,
                    memory);
        }
    }

    private Memory idle(Receivers client) throws IOException, InterruptedException {
        long heap = server.heap();
        long resident = resident();
        client.watch(server.quietTopics(scenario.idle()), (_, _, _, _, _) -> false);
        return new Memory(
                (double) (resident() - resident) / scenario.idle(), (double) (server.heap() - heap) / scenario.idle());
    }

    private long resident() throws IOException {
        return Processes.residentBytes(server.pids().getFirst());
    }

    private Duration processorTime() {
        return Processes.processorTime(server.pids());
    }

    /** @return the processor time that the server had used when measuring began */
    private Duration publish(
            Publisher publisher,
            List<String> watched,
            Arrivals arrivals,
            int contacts,
            int unmeasured,
            List<CompletableFuture<Void>> answers)
            throws IOException {
        long start = System.nanoTime();
        long gap = TimeUnit.SECONDS.toNanos(1) / scenario.rate();
        Duration began = Duration.ZERO;
        for (int contact = 0; contact < contacts; contact++) {
            long due = start + contact * gap;
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            if (contact == unmeasured) {
                began = processorTime();
            }
            int number = contact;
            arrivals.due(contact, due);
            answers.add(publisher
                    .publish(watched.get(contact % watched.size()), contact)
                    .thenRun(() -> arrivals.acknowledged(number, System.nanoTime()))
                    .toCompletableFuture());
        }
        return began;
    }
}
