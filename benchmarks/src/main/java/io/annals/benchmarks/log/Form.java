package io.annals.benchmarks.log;

import java.time.Duration;

/**
 * How much is measured.
 *
 * @param full whether logs are brought to their full sizes and latencies measured for a minute
 * @param rounds that count; one more goes before them
 * @param round how long one contender is measured in one round
 */
record Form(boolean full, int rounds, Duration round) {
    static final Form SHORT = new Form(false, 3, Duration.ofSeconds(1));
    static final Form FULL = new Form(true, 5, Duration.ofSeconds(10));

    Form withRounds(int number) {
        return new Form(full, number, round);
    }

    Form withRound(Duration time) {
        return new Form(full, rounds, time);
    }

    @Override
    public String toString() {
        return (full ? "full" : "short") + ", " + rounds + " rounds of " + round.toMillis() + " ms";
    }
}
