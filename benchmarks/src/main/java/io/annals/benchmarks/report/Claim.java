package io.annals.benchmarks.report;

/**
 * What was aimed at, and what was seen.
 *
 * @param what in words, such as {@code 256 callers, to the ceiling}
 * @param seen NaN when it could not be measured, as where a peer is not installed
 * @param atLeast whether {@code aim} is a lower bound; otherwise an upper one
 */
public record Claim(String what, double seen, boolean atLeast, double aim) {
    public static Claim atLeast(double aim, String what, double seen) {
        return new Claim(what, seen, true, aim);
    }

    public static Claim atMost(double aim, String what, double seen) {
        return new Claim(what, seen, false, aim);
    }

    /** {@code met}, {@code missed} or {@code not measured}. */
    public String verdict() {
        if (Double.isNaN(seen)) {
            return "not measured";
        }
        return (atLeast ? seen >= aim : seen <= aim) ? "met" : "missed";
    }

    @Override
    public String toString() {
        return "%s: %s (aim: %s %s): %s"
                .formatted(what, Text.number(seen), atLeast ? "at least" : "at most", Text.number(aim), verdict());
    }
}
