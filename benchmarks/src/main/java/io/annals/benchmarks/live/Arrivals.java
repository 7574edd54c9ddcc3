package io.annals.benchmarks.live;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import org.HdrHistogram.Histogram;

/**
 * When each contact was due, was acknowledged, and arrived in each socket: every delivery has its place, so that one that is
 * missing, doubled or strayed shows. Times are of {@link System#nanoTime}.
 */
final class Arrivals {
    private static final String MARK = "measured ";
    private static final int DIGITS = 8;
    private static final byte[] MARK_BYTES = MARK.getBytes(StandardCharsets.US_ASCII);

    private final Scenario scenario;
    private final int unmeasured;
    private final AtomicLongArray due;
    private final AtomicLongArray acknowledged;
    private final long[] arrived; // by contact and receiver; of the thread that reads, until the latch is down
    private final CountDownLatch missing;
    private long astray;
    private volatile String sample = "";

    /** @param unmeasured how many contacts come before the first that counts */
    Arrivals(Scenario scenario, int contacts, int unmeasured) {
        this.scenario = scenario;
        this.unmeasured = unmeasured;
        this.due = new AtomicLongArray(contacts);
        this.acknowledged = new AtomicLongArray(contacts);
        this.arrived = new long[Math.multiplyExact(contacts, scenario.receivers())];
        this.missing = new CountDownLatch(arrived.length);
    }

    /** What stands in a contact's frame: of the same length for all. */
    static String text(int contact) {
        return MARK + "%08d".formatted(contact);
    }

    void due(int contact, long nanos) {
        due.set(contact, nanos);
    }

    void acknowledged(int contact, long nanos) {
        acknowledged.set(contact, nanos);
    }

    /**
     * Notes all contacts that a frame holds.
     *
     * @param socket the index of the one that received it
     * @return whether it held any
     */
    boolean found(byte[] bytes, int from, int to, int socket, long nanos) {
        boolean any = false;
        for (int at = from; at <= to - MARK_BYTES.length - DIGITS; at++) {
            if (bytes[at] == 'm' && isMark(bytes, at)) {
                int contact = 0;
                for (int i = 0; i < DIGITS; i++) {
                    contact = 10 * contact + bytes[at + MARK_BYTES.length + i] - '0';
                }
                at += MARK_BYTES.length + DIGITS - 1;
                arrived(contact, socket, nanos);
                any = true;
            }
        }
        if (any && sample.isEmpty()) {
            sample = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        }
        return any;
    }

    /** The first frame that held a contact, as this server sends it. */
    String sample() {
        return sample;
    }

    private static boolean isMark(byte[] bytes, int at) {
        for (int i = 1; i < MARK_BYTES.length; i++) {
            if (bytes[at + i] != MARK_BYTES[i]) {
                return false;
            }
        }
        return true;
    }

    private void arrived(int contact, int socket, long nanos) {
        int place = scenario.own() ? contact : contact * scenario.sockets() + socket;
        boolean mine = !scenario.own() || contact % scenario.sockets() == socket;
        if (!mine || arrived[place] != 0) {
            astray++;
            return;
        }
        arrived[place] = nanos;
        missing.countDown();
    }

    /**
     * Blocks until all have arrived.
     *
     * @throws IllegalStateException when not all came in time, or one came twice or to the wrong socket
     */
    void await(long seconds) throws InterruptedException {
        if (!missing.await(seconds, TimeUnit.SECONDS)) {
            throw new IllegalStateException(
                    "%,d of %,d deliveries were never made".formatted(missing.getCount(), arrived.length));
        }
        if (astray > 0) {
            throw new IllegalStateException("%,d deliveries came twice or to the wrong socket".formatted(astray));
        }
    }

    /** How many are measured. */
    int deliveries() {
        return arrived.length - unmeasured * scenario.receivers();
    }

    /** Nanoseconds from the moment that a contact was due to each of its arrivals. */
    Histogram fromDue() {
        return since(due);
    }

    /** Nanoseconds from the moment that the publisher had heard of its being stored; an arrival before that counts as none. */
    Histogram fromAcknowledged() {
        return since(acknowledged);
    }

    /** Nanoseconds from the moment that a contact was due to the publisher's hearing of its being stored. */
    Histogram toAcknowledged() {
        Histogram nanos = histogram();
        for (int contact = unmeasured; contact < due.length(); contact++) {
            nanos.recordValue(acknowledged.get(contact) - due.get(contact));
        }
        return nanos;
    }

    private Histogram since(AtomicLongArray began) {
        Histogram nanos = histogram();
        for (int place = unmeasured * scenario.receivers(); place < arrived.length; place++) {
            nanos.recordValue(Math.max(0, arrived[place] - began.get(place / scenario.receivers())));
        }
        return nanos;
    }

    static Histogram histogram() {
        return new Histogram(TimeUnit.MINUTES.toNanos(2), 3);
    }
}
