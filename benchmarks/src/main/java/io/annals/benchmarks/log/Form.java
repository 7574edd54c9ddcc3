package io.annals.benchmarks.log;

import java.time.Duration;

/**
 * How much is measured.
 *
 * @param rounds that count; one more goes before them
 * @param round how long one contender is measured in one round
 */
record Form(String name, int rounds, Duration round) {
    static final Form SHORT = new Form("short", 3, Duration.ofMillis(1_200));
    static final Form FULL = new Form("full", 5, Duration.ofSeconds(10));

    boolean full() {
        return this.equals(FULL);
    }
}
